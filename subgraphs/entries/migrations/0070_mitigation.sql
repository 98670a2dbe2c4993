alter table violation
  add column appealed_on date,
  add column appeal_outcome text constraint appeal_outcome_is_known
    check (appeal_outcome in ('UPHELD', 'MODIFIED', 'OVERTURNED', 'WITHDRAWN')),
  add column appeal_decided_on date;
comment on column violation.appealed_on is 'Day of the appeal; null while there is none.';
comment on column violation.appeal_outcome is 'What became of it; null while it is pending.';

alter table penalty
  add column domestic_value_cents bigint,
  add column dutiable_value_cents bigint,
  add column prior_disclosure boolean not null default false,
  add column exception_approved_by text,
  add column exception_reason text;
comment on column penalty.domestic_value_cents is 'Domestic value of the merchandise: what 19 USC 1592(c) bounds a penalty by.';
comment on column penalty.dutiable_value_cents is 'Dutiable value, of which 19 USC 1592(c) takes a share where no duty was lost.';
comment on column penalty.prior_disclosure is 'Disclosed before a formal investigation began (19 USC 1592(c)(4)).';
comment on column penalty.exception_approved_by is 'Office that approved the exception for national security of EO 14411 section 4(c), never a personal name; null: none.';
