alter table agreement add column identifiers_per_day integer
  constraint some_identifiers check (identifiers_per_day > 0);
comment on column agreement.identifiers_per_day is 'Different ids, numbers and names that may be asked about in a day; null: as many as the audience may.';
