create index importer_month_by_filer on importer_month (filer_code, month);
comment on index importer_month_by_filer is 'What a broker filed, month by month.';
