-- A signature refers to its version and so holds the version's key; two that were given at the same moment then each waited
-- for the other's hold to end. What settles a version or an ending changes no key, and need not lock it either.
do $$
declare
  settling regprocedure;
begin
  foreach settling in array array['agreements.complete(uuid)'::regprocedure, 'agreements.settle_ending(uuid)'] loop
    execute replace(pg_get_functiondef(settling), ' for update;', ' for no key update;');
  end loop;
end
$$;
