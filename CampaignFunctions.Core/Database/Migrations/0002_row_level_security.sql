-- The wall behind the code's own: whatever statement arrives, it meets the rows of the tenant its transaction was begun for
-- (app.tenant_id), and none without. It holds for the tables' owner too (force), so that a migration which changes rows
-- has to say so: alter table … no force row level security, and force again.
do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array[
    'tenants', 'campaign_spaces', 'stored_files', 'campaign_assets', 'reuse_events', 'performance_daily', 'ad_accounts', 'sync_runs']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      $policy$
      create policy tenant on %I
        using (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
      $policy$,
      tenant_table);
  end loop;
end
$$;

-- Under a policy, operators that are not leakproof (@@, @>, %>) don't reach their index: they would see rows before the
-- policy has. So lists read through views that repeat the policy's condition, owned by a role which nobody is and nobody
-- logs in as, and which alone may pass the policy by. Whoever owns the schema makes that role and gives it the views;
-- to give them it has to be a member meanwhile.
do $$
begin
  if to_regrole('campaign_reader') is null then
    create role campaign_reader nologin;
  end if;
exception
  when duplicate_object or unique_violation then null; -- made for another database of this cluster at the same moment
  when insufficient_privilege then
    raise exception 'Role % may not create roles: alter it with CREATEROLE, or create role campaign_reader nologin and make % a member while migrating.', current_user, current_user
      using errcode = 'insufficient_privilege';
end
$$;

create temporary table membership on commit drop as
  select not pg_has_role(current_user, 'campaign_reader', 'member') as is_for_now;
do $$
begin
  if (select is_for_now from membership) then
    execute format('grant campaign_reader to %I', current_user);
  end if;
end
$$;

grant usage, create on schema public to campaign_reader;
grant select on tenants, campaign_spaces, campaign_assets, ad_accounts, sync_runs to campaign_reader;
create policy reader on tenants for select to campaign_reader using (true);
create policy reader on campaign_spaces for select to campaign_reader using (true);
create policy reader on campaign_assets for select to campaign_reader using (true);
create policy reader on ad_accounts for select to campaign_reader using (true);
create policy reader on sync_runs for select to campaign_reader using (true);

create view campaign_spaces_of_tenant as
  select *, xmin from campaign_spaces where tenant_id = nullif(current_setting('app.tenant_id', true), '');
create view campaign_assets_of_tenant as
  select *, xmin from campaign_assets where tenant_id = nullif(current_setting('app.tenant_id', true), '');
alter view campaign_spaces_of_tenant owner to campaign_reader;
alter view campaign_assets_of_tenant owner to campaign_reader;

-- Timers go from tenant to tenant, each in transactions of its own, and have to know which there are. These two show ids
-- and nothing else: the only sight across tenants, hence functions that a statement has to name.
create function tenants_with_files() returns setof text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as 'select tenant_id from tenants order by tenant_id';

-- Who waited longest comes first, so that a host which ends a run early doesn't end it before the same ones every time.
create function tenants_with_ad_accounts() returns setof text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select account.tenant_id
    from (select distinct tenant_id from ad_accounts) as account
    order by (select max(run.started_at) from sync_runs as run where run.tenant_id = account.tenant_id) nulls first, account.tenant_id
  $$;
alter function tenants_with_files() owner to campaign_reader;
alter function tenants_with_ad_accounts() owner to campaign_reader;

-- Default privileges gave whoever writes rows all of the views' as well, and everybody the functions.
do $$
declare
  writer text;
begin
  revoke execute on function tenants_with_files(), tenants_with_ad_accounts() from public;
  for writer in
    select distinct grantee from information_schema.role_table_grants
    where table_schema = 'public' and table_name = 'tenants' and privilege_type = 'INSERT' and grantee not in (current_user, 'PUBLIC')
  loop
    execute format('revoke insert, update, delete on campaign_spaces_of_tenant, campaign_assets_of_tenant from %I', writer);
    execute format('grant execute on function tenants_with_files(), tenants_with_ad_accounts() to %I', writer);
  end loop;
end
$$;

revoke create on schema public from campaign_reader;
do $$
begin
  if (select is_for_now from membership) then
    execute format('revoke campaign_reader from %I', current_user);
  end if;
end
$$;
