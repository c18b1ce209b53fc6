-- The views that lists read through show all of a table's columns, so they are made anew with the columns that change.
drop view campaign_spaces_of_tenant;
drop view campaign_assets_of_tenant;

-- Whether the totals are sums of daily rows. Nobody knows of those that are there already: the next sync sums up what it can.
alter table campaign_spaces add column has_synced_totals boolean not null default false;
-- the sync finds the spaces whose totals are not, and may have become so
create index ix_campaign_spaces_not_synced on campaign_spaces (tenant_id, platform, external_campaign_id)
  where external_campaign_id is not null and not has_synced_totals;

-- A text asset is found by its words. The table is written anew (docs/operations.md).
alter table campaign_assets drop column search;
alter table campaign_assets add column search tsvector not null generated always as (search_words(
  asset_name || ' ' || coalesce(title, '') || ' ' || coalesce(description, '') || ' '
  || coalesce(headline_text, '') || ' ' || coalesce(ad_copy_text, '') || ' ' || coalesce(cta_text, ''))) stored;
create index ix_campaign_assets_search on campaign_assets using gin (tenant_id, search) where deleted_at is null;

-- As in 0002_row_level_security.sql.
create view campaign_spaces_of_tenant as
  select *, xmin from campaign_spaces where tenant_id = nullif(current_setting('app.tenant_id', true), '');
create view campaign_assets_of_tenant as
  select *, xmin from campaign_assets where tenant_id = nullif(current_setting('app.tenant_id', true), '');

do $$
declare
  writer text;
  is_member boolean := pg_has_role(current_user, 'campaign_reader', 'usage');
begin
  if not is_member then
    execute format('grant campaign_reader to %I', current_user);
  end if;
  grant create on schema public to campaign_reader;
  alter view campaign_spaces_of_tenant owner to campaign_reader;
  alter view campaign_assets_of_tenant owner to campaign_reader;
  revoke create on schema public from campaign_reader;

  for writer in
    select distinct grantee from information_schema.role_table_grants
    where table_schema = 'public' and table_name = 'tenants' and privilege_type = 'INSERT' and grantee not in (current_user, 'PUBLIC')
  loop
    execute format('revoke insert, update, delete on campaign_spaces_of_tenant, campaign_assets_of_tenant from %I', writer);
  end loop;

  if not is_member then
    execute format('revoke campaign_reader from %I', current_user);
  end if;
end
$$;
