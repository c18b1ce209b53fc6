-- Who did what to which resource when (docs/security.md). An event is written in the transaction of its effect, and outlives
-- the resource: nothing here refers to it.
create table audit_events (
  tenant_id text not null,
  id uuid not null,
  occurred_at timestamptz not null,
  user_id text not null,
  action text not null,
  resource_type text not null,
  resource_id text not null,
  -- what it was called then
  resource_name text,
  -- member → { from, to }; without them where only the name is told
  changes jsonb,
  details jsonb,
  trace_id text,
  constraint pk_audit_events primary key (tenant_id, id)
);

alter table audit_events enable row level security;
alter table audit_events force row level security;
create policy tenant on audit_events
  using (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), ''));

-- GET /audit-events: newest first; of one resource, one user, some kinds or actions
create index ix_audit_events_occurred on audit_events (tenant_id, occurred_at, id);
create index ix_audit_events_resource on audit_events (tenant_id, resource_id, occurred_at, id);
create index ix_audit_events_user on audit_events (tenant_id, user_id, occurred_at, id);
create index ix_audit_events_action on audit_events (tenant_id, resource_type, action, occurred_at, id);

-- Events are added and read. Whoever writes rows otherwise can neither change nor remove them; the owner removes old ones.
do $$
declare
  writer text;
begin
  for writer in
    select distinct grantee from information_schema.role_table_grants
    where table_schema = 'public' and table_name = 'audit_events' and grantee not in (current_user, 'PUBLIC')
  loop
    execute format('revoke update, delete, truncate on audit_events from %I', writer);
  end loop;
end
$$;
