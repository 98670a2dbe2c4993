alter table seizure
  add column disclosure_warnings boolean,
  add column importer_notified_on date,
  add column recorded_response text constraint recorded_response_is_known check (recorded_response in ('SUFFICIENT', 'INSUFFICIENT')),
  add column recorded_response_on date,
  add constraint recorded_response_has_its_day check ((recorded_response is null) = (recorded_response_on is null));
comment on column seizure.disclosure_warnings is 'Whether the notice of detention said what may go to the owner of the right (19 CFR 133.21(b)(2)(i)(A)-(B)); null where the source does not say.';
comment on column seizure.importer_notified_on is 'Day on which the importer was notified that unredacted images or a sample went to the owner (19 CFR 133.21(b)(2)(ii)).';
comment on column seizure.recorded_response is 'The importer''s answer as recorded here, the latest of importer_response; it prevails over the feed''s.';

create table importer_response (
  seizure_id   text not null,
  nth          integer not null,
  response     text not null constraint response_is_known check (response in ('SUFFICIENT', 'INSUFFICIENT')),
  note         text not null,
  recorded_on  date not null,
  recorded_at  timestamptz not null,
  organization text,
  actor        text,
  primary key (seizure_id, nth)
);
comment on table importer_response is 'What CBP recorded of importers'' answers to notices of detention (19 CFR 133.21(b)(2)(ii)), a row for each word on one.';
create trigger kept before update or delete or truncate on importer_response for each statement execute function row_is_kept();
