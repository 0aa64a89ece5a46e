-- A search reads a few thousand entries. Where the planner takes it for more, it starts helpers, and starting them takes
-- ten times longer than the search: a statement with this in it is planned for one process.
create function search_alone() returns boolean language plpgsql immutable parallel unsafe as $$ begin return true; end $$;
