-- The answer to a POST that came with an Idempotency-Key, committed with its effect and given again for 24 hours.
create table idempotency_keys (
  tenant_id text not null,
  key text not null check (length(key) between 1 and 255),
  fingerprint bytea not null check (length(fingerprint) = 32),
  status integer not null,
  headers text[] not null,
  body bytea not null,
  created_at timestamptz not null,
  constraint pk_idempotency_keys primary key (tenant_id, key)
);

alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy tenant on idempotency_keys
  using (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), ''));

-- the sweep looks for those that are too old
create index ix_idempotency_keys_created on idempotency_keys (tenant_id, created_at);

-- Which tenants the sweep has to go to: their ids and nothing else, as for the other timers (0002_row_level_security.sql).
create function tenants_with_idempotency_keys() returns setof text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as 'select distinct tenant_id from idempotency_keys order by tenant_id';
revoke execute on function tenants_with_idempotency_keys() from public;

do $$
declare
  writer text;
  is_member boolean := pg_has_role(current_user, 'campaign_reader', 'usage');
begin
  for writer in
    select distinct grantee from information_schema.role_table_grants
    where table_schema = 'public' and table_name = 'idempotency_keys' and privilege_type = 'INSERT' and grantee not in (current_user, 'PUBLIC')
  loop
    execute format('grant execute on function tenants_with_idempotency_keys() to %I', writer);
  end loop;

  if not is_member then
    execute format('grant campaign_reader to %I', current_user);
  end if;
  grant select (tenant_id) on idempotency_keys to campaign_reader;
  create policy reader on idempotency_keys for select to campaign_reader using (true);
  grant create on schema public to campaign_reader;
  alter function tenants_with_idempotency_keys() owner to campaign_reader;
  revoke create on schema public from campaign_reader;
  if not is_member then
    execute format('revoke campaign_reader from %I', current_user);
  end if;
end
$$;
