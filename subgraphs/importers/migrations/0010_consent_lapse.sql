alter table standing_consent add column lapse_told_at timestamptz;
comment on column standing_consent.lapse_told_at is 'When it was announced that its last day is over; null: not yet, or it was revoked before.';
create index standing_consent_to_lapse on standing_consent (until_on) where revoked_at is null and lapse_told_at is null;
