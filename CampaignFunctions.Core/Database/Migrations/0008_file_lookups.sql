-- what does not fit may be there already: is there a file of its size?
create index ix_stored_files_size on stored_files (tenant_id, size_bytes);

-- The sweep lists the objects of late only of those who stored something of late: whatever brings or takes a file, or announces
-- one, moves updated_at. Still ids and nothing else (0002_row_level_security.sql); whoever names no moment sees all, as before.
do $$
declare
  writer text;
  is_member boolean := pg_has_role(current_user, 'campaign_reader', 'usage');
begin
  if not is_member then
    execute format('grant campaign_reader to %I', current_user);
  end if;
  grant create on schema public to campaign_reader;

  drop function tenants_with_files();
  create function tenants_with_files(written_since timestamptz default '-infinity') returns setof text
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as 'select tenant_id from tenants where updated_at >= written_since order by tenant_id';
  revoke execute on function tenants_with_files(timestamptz) from public;
  for writer in
    select distinct grantee from information_schema.role_table_grants
    where table_schema = 'public' and table_name = 'tenants' and privilege_type = 'INSERT' and grantee not in (current_user, 'PUBLIC')
  loop
    execute format('grant execute on function tenants_with_files(timestamptz) to %I', writer);
  end loop;
  alter function tenants_with_files(timestamptz) owner to campaign_reader;

  revoke create on schema public from campaign_reader;
  if not is_member then
    execute format('revoke campaign_reader from %I', current_user);
  end if;
end
$$;
