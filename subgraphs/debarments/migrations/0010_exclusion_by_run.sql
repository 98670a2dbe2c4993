create index exclusion_by_run on exclusion (run_id);
comment on index exclusion_by_run is 'For those who hold the list in memory: what has changed since they read it.';
