-- Certifications that importers file themselves, and what CBP and certifiers decide on them.
alter table confidentiality_certification
  alter column run_id drop not null,
  alter column line drop not null,
  add column filed_at timestamptz,
  add column ended_on date,
  add column ended_by text constraint it_is_ended_by_one_of_two check (ended_by in ('CBP', 'CERTIFIER')),
  add column under_review_since date,
  add column reviewed_on date,
  add constraint an_end_has_its_author check ((ended_on is null) = (ended_by is null)),
  add constraint it_comes_from_a_list_or_was_filed
    check ((run_id is null) = (filed_at is not null) and (run_id is null) = (line is null));
comment on column confidentiality_certification.filed_at is 'When its importer filed it here; null where a list brought it.';
comment on column confidentiality_certification.ended_on is 'First day not in force by decision; a list that has it again does not undo that.';
comment on column confidentiality_certification.reviewed_on is 'Day on which a review of CBP last upheld it (EO 14411 § 6).';

create table certification_decision (
  decision_id      bigint generated always as identity primary key,
  certification_id text not null references confidentiality_certification,
  decision         text not null constraint decision_is_known check (decision in ('REVIEW', 'UPHOLD', 'WITHDRAW')),
  note             text not null constraint note_is_given check (note <> ''),
  decided_by       text,
  organization     text,
  decided_at       timestamptz not null
);
comment on table certification_decision is 'What CBP decided on certifications, with who and why; nothing is overwritten.';
create index certification_decision_by_certification on certification_decision (certification_id, decision_id);
