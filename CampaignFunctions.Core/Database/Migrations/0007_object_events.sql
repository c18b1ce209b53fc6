-- Events about objects that came to nothing: tried again a number of times, then parked for somebody to look at. What names no
-- tenant is under '~', which no tenant is called; of an event that cannot be read, object_name says which it was instead.
create table object_events (
  tenant_id text not null,
  object_name text not null,
  generation bigint not null,
  attempts integer not null check (attempts > 0),
  state text not null default 'waiting' check (state in ('waiting', 'parked')),
  reason text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  constraint pk_object_events primary key (tenant_id, object_name, generation)
);

-- the sweep looks for those that are too old
create index ix_object_events_last_seen on object_events (tenant_id, last_seen_at);

alter table object_events enable row level security;
alter table object_events force row level security;
create policy tenant on object_events
  using (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), ''));

-- Which tenants the sweep has to go to: their ids and nothing else, as for the other timers (0002_row_level_security.sql).
create function tenants_with_object_events() returns setof text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as 'select distinct tenant_id from object_events order by tenant_id';
revoke execute on function tenants_with_object_events() from public;

do $$
declare
  writer text;
  is_member boolean := pg_has_role(current_user, 'campaign_reader', 'usage');
begin
  for writer in
    select distinct grantee from information_schema.role_table_grants
    where table_schema = 'public' and table_name = 'object_events' and privilege_type = 'INSERT' and grantee not in (current_user, 'PUBLIC')
  loop
    execute format('grant execute on function tenants_with_object_events() to %I', writer);
  end loop;

  if not is_member then
    execute format('grant campaign_reader to %I', current_user);
  end if;
  grant select (tenant_id) on object_events to campaign_reader;
  create policy reader on object_events for select to campaign_reader using (true);
  grant create on schema public to campaign_reader;
  alter function tenants_with_object_events() owner to campaign_reader;
  revoke create on schema public from campaign_reader;
  if not is_member then
    execute format('revoke campaign_reader from %I', current_user);
  end if;
end
$$;
