-- Quota that is spoken for by bytes on their way. The sum stands beside what is used, so that one conditional update of the
-- tenant's row decides; the rows say whose it is and until when, so that a killed process holds nothing for ever.
alter table tenants add column storage_reserved_bytes bigint not null default 0 check (storage_reserved_bytes >= 0);

create table storage_reservations (
  tenant_id text not null,
  id uuid not null,
  bytes bigint not null check (bytes > 0),
  expires_at timestamptz not null,
  constraint pk_storage_reservations primary key (tenant_id, id)
);

alter table storage_reservations enable row level security;
alter table storage_reservations force row level security;
create policy tenant on storage_reservations
  using (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), ''));
