-- Statements of requests have one text for each audience and find their partitions while they run: a plan
-- made once serves all. Planning over the partitions anew would take longer than most statements do.
do $$
begin
  execute format(
    'alter role %I in database %I set plan_cache_mode = force_generic_plan',
    current_user, current_database());
end
$$;
