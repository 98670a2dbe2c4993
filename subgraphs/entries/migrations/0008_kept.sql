-- Decisions, requests and steps are evidence: they are added to, and none is taken away.
create function row_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are kept', tg_table_name;
end $$;
create trigger kept before delete or truncate on seizure_release for each statement execute function row_is_kept();
create trigger kept before delete or truncate on image_request for each statement execute function row_is_kept();
create trigger kept before delete or truncate on sample_request for each statement execute function row_is_kept();
create trigger kept before update or delete or truncate on sample_step for each statement execute function row_is_kept();
