-- The application may add jobs, not touch the queue's own tables.
create function platform.enqueue(task text, payload json, queue text, run_at timestamptz, max_attempts int, job_key text)
  returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(task, payload, queue_name := queue, run_at := coalesce(run_at, now()),
    max_attempts := max_attempts, job_key := job_key);
end
$$;
revoke all on function platform.enqueue from public;
grant execute on function platform.enqueue to overpass_app, overpass_system;
