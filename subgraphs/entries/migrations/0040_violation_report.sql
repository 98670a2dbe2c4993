create table violation_report (
  id           text primary key,
  receipt_hash text not null unique constraint receipt_hash_is_sha256 check (receipt_hash ~ '^[0-9a-f]{64}$'),
  status       text not null constraint status_is_known check (status in (
    'RECEIVED', 'UNDER_REVIEW', 'INFORMATION_ASKED', 'REFERRED', 'CIVIL_ACTION', 'CRIMINAL_ACTION', 'CLOSED')),
  status_since date not null,
  kind         text not null constraint kind_is_known check (kind in (
    'COUNTERFEIT_OR_PIRACY', 'UNSAFE_OR_PROHIBITED_GOODS', 'FORCED_LABOR', 'EVASION_OF_DUTIES', 'FALSE_ORIGIN',
    'UNDERVALUATION_OR_MISCLASSIFICATION', 'OTHER')),
  about        text not null,
  description  text not null,
  goods        text,
  found_at     text,
  submitted_at timestamptz not null,
  organization text
);
comment on table violation_report is 'Allegations of trade violations by anyone (19 USC 4318(a)(3)-(4)). No finding: it bears on nobody''s standing.';
comment on column violation_report.receipt_hash is 'HMAC-SHA-256 of the receipt: the receipt itself is with the reporter alone.';
comment on column violation_report.about is 'Whom it is about, in the reporter''s words: a link to no record.';
comment on column violation_report.organization is 'The platform that submitted it under its agreement; null: anybody.';
create index violation_report_listed on violation_report (submitted_at desc, id desc);
create index violation_report_listed_by_status on violation_report (status, submitted_at desc, id desc);

create table violation_report_agency (
  report_id    text not null references violation_report,
  agency       text not null constraint agency_is_a_code check (agency ~ '^[A-Z0-9]{3}$'),
  submitted_at timestamptz not null,
  referred_on  date not null,
  primary key (report_id, agency)
);
comment on table violation_report_agency is 'Agencies that CBP flagged a report to: their jurisdiction.';
comment on column violation_report_agency.submitted_at is 'As of the report: an agency''s list is in this order.';
create index violation_report_listed_by_agency on violation_report_agency (agency, submitted_at desc, report_id desc);

create table violation_reporter (
  report_id text primary key references violation_report,
  name      text,
  email     text,
  telephone text,
  constraint says_something check (coalesce(name, email, telephone) is not null)
);
comment on table violation_reporter is 'Who reported, where the reporter chose to say: personal data, for CBP alone.';

create table violation_report_follow_up (
  report_id text not null references violation_report,
  nth       integer not null,
  by_whom   text not null constraint by_whom_is_known check (by_whom in ('REPORTER', 'CBP')),
  said_on   date not null,
  status    text not null,
  body      text,
  primary key (report_id, nth)
);
comment on table violation_report_follow_up is 'What reporter and CBP said to one another and what became of the report, a row for each, from 1.';

create table violation_report_attachment (
  id         text primary key,
  report_id  text not null references violation_report,
  nth        integer not null,
  media_type text not null constraint media_type_is_known check (media_type in ('JPEG', 'PNG', 'PDF')),
  bytes      integer not null constraint bytes_are_bounded check (bytes between 1 and 262144),
  sha256     text not null,
  content    bytea not null,
  unique (report_id, nth)
);
comment on table violation_report_attachment is 'Files of reporters, as they came: never opened, never shown as anything but bytes.';

create table violation_report_decision (
  report_id    text not null references violation_report,
  nth          integer not null,
  decision     text not null constraint decision_is_known check (decision in (
    'REVIEW', 'ASK', 'REFER', 'CIVIL_ACTION', 'CRIMINAL_ACTION', 'CLOSE')),
  note         text not null,
  decided_on   date not null,
  organization text,
  actor        text,
  primary key (report_id, nth)
);
comment on table violation_report_decision is 'What CBP decided on reports and why: for CBP alone.';
comment on column violation_report_decision.actor is 'The officer or system; never a personal name.';
