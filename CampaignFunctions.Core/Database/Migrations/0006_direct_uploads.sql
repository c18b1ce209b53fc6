-- Files announced, that their senders put into the store themselves. No foreign key to the space: whether it is there still is
-- asked when the upload is completed, and what never is expires.
create table direct_uploads (
  tenant_id text not null,
  id uuid not null,
  campaign_space_id uuid not null,
  object_name text not null,
  file_size bigint not null check (file_size > 0),
  mime_type text not null,
  form jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  sha256 bytea check (length(sha256) = 32),
  sniffed_type text,
  asset_id uuid,
  constraint pk_direct_uploads primary key (tenant_id, id)
);

-- the sweep looks for those that have expired
create index ix_direct_uploads_expires on direct_uploads (tenant_id, expires_at);

alter table direct_uploads enable row level security;
alter table direct_uploads force row level security;
create policy tenant on direct_uploads
  using (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), ''));
