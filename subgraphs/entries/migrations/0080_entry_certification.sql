create table entry_certification (
  id            text primary key,
  certification text not null,
  entry_id      text not null,
  kind          text not null constraint certification_kind_is_known check (kind in ('CAATSA', 'LAWFUL_IMPORTATION')),
  lines         integer[] not null,
  signed_by     text not null,
  signed_on     date not null,
  run_id        bigint not null references run,
  line          bigint not null
);
comment on table entry_certification is 'Certifications made with entries (EO 14411 § 3(a)).';
comment on column entry_certification.lines is 'The lines that it is about, in order; empty: the entry.';
create index entry_certification_of_entry on entry_certification (entry_id, signed_on desc, id);
