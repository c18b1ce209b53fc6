-- Every key leads with tenant_id: it is the unit of isolation, and what the tables can be sharded by.
-- Every index leads with tenant_id too, and serves a query of the HTTP contract (named beside it).

create extension if not exists btree_gin;  -- tenant_id as the first column of a GIN index
create extension if not exists pg_trgm;    -- typo-tolerant suggestions

-- Words, in any script and case; punctuation separates ("US_Search|Sale-2026" is us, search, sale, 2026).
create function search_words(content text) returns tsvector
  language sql immutable parallel safe strict
  return to_tsvector('simple'::regconfig, regexp_replace(lower(content), '[^[:alnum:]]+', ' ', 'g'));

-- All words must occur, each as a word or as the beginning of one; no word at all matches nothing. The words pass the
-- same parser as the content: it cuts some (5e3x is 5e3, x), which must then be cut alike.
create function search_query(words text) returns tsquery
  language sql immutable parallel safe strict
  return (
    select to_tsquery('simple'::regconfig, coalesce(string_agg('''' || word || ''':*', ' & '), ''))
    from regexp_split_to_table(regexp_replace(lower(words), '[^[:alnum:]]+', ' ', 'g'), ' ') as word
    where word <> ''
  );

-- A new UUIDv7 (https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7), for rows that are made by INSERT … SELECT.
create function uuid_v7(made_at timestamptz) returns uuid
  language sql volatile parallel safe strict
  return encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from made_at) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1),
    'hex')::uuid;

create table tenants (
  tenant_id text not null,
  name text,
  storage_limit_bytes bigint check (storage_limit_bytes >= 0),
  storage_used_bytes bigint not null default 0 check (storage_used_bytes >= 0),
  file_count bigint not null default 0 check (file_count >= 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint pk_tenants primary key (tenant_id)
);

create table campaign_spaces (
  tenant_id text not null,
  id uuid not null,
  brand_id text,
  user_id text,
  campaign_name text not null check (length(campaign_name) between 1 and 255),
  campaign_slug text not null,
  platform text not null,
  external_campaign_id text,
  description text,
  campaign_objective text,
  target_audience text,
  budget numeric(20, 4) check (budget >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  campaign_start_date date,
  campaign_end_date date,
  is_active boolean not null,
  import_source text not null,
  import_metadata jsonb not null,
  imported_at timestamptz,
  imported_by text,
  tags text[] not null,
  category text,
  is_template boolean not null,
  template_metadata jsonb not null,
  total_impressions bigint not null default 0 check (total_impressions >= 0),
  total_clicks bigint not null default 0 check (total_clicks >= 0),
  total_spend numeric(24, 4) not null default 0 check (total_spend >= 0),
  total_conversions numeric(24, 4) not null default 0 check (total_conversions >= 0),
  total_revenue numeric(24, 4) not null default 0 check (total_revenue >= 0),
  avg_ctr numeric not null generated always as
    (case when total_impressions = 0 then 0 else round(total_clicks * 100::numeric / total_impressions, 6) end) stored,
  avg_roas numeric not null generated always as
    (case when total_spend = 0 then 0 else round(total_revenue / total_spend, 6) end) stored,
  performance_last_updated timestamptz,
  asset_count bigint not null default 0 check (asset_count >= 0),
  total_asset_size_bytes bigint not null default 0 check (total_asset_size_bytes >= 0),
  is_archived boolean not null,
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  search tsvector not null generated always as (search_words(campaign_name || ' ' || coalesce(description, ''))) stored,
  constraint pk_campaign_spaces primary key (tenant_id, id),
  constraint ck_campaign_spaces_flight check (campaign_end_date >= campaign_start_date)
);

-- GET /campaign-spaces: newest first, of one platform, templates, by tags, by words
create index ix_campaign_spaces_created on campaign_spaces (tenant_id, created_at, id) where deleted_at is null;
create index ix_campaign_spaces_platform on campaign_spaces (tenant_id, platform, created_at, id) where deleted_at is null;
create index ix_campaign_spaces_templates on campaign_spaces (tenant_id, created_at, id) where is_template and deleted_at is null;
create index ix_campaign_spaces_tags on campaign_spaces using gin (tenant_id, tags) where deleted_at is null;
create index ix_campaign_spaces_search on campaign_spaces using gin (tenant_id, search) where deleted_at is null;
-- GET /campaign-spaces/suggestions
create index ix_campaign_spaces_name on campaign_spaces using gin (tenant_id, lower(campaign_name) gin_trgm_ops) where deleted_at is null;
-- the sync finds the spaces of a campaign, deleted ones too, and those that still wait for their first numbers
create index ix_campaign_spaces_external on campaign_spaces (tenant_id, platform, external_campaign_id)
  where external_campaign_id is not null;

create table stored_files (
  tenant_id text not null,
  id uuid not null,
  sha256 bytea not null check (length(sha256) = 32),
  object_name text not null,
  size_bytes bigint not null check (size_bytes >= 0),
  mime_type text not null,
  width integer,
  height integer,
  duration numeric(12, 3),
  perceptual_hash bigint,
  media_metadata jsonb not null default '{}',
  thumbnail_object text,
  thumbnail_mime_type text,
  state text not null,
  state_reason text,
  processing_attempts integer not null default 0,
  processing_started_at timestamptz,
  reference_count bigint not null check (reference_count >= 0),
  created_at timestamptz not null,
  processed_at timestamptz,
  constraint pk_stored_files primary key (tenant_id, id),
  -- one file per content; GET /campaign-assets/assets?file_hash=
  constraint uq_stored_files_sha256 unique (tenant_id, sha256)
);

-- the sweep looks for files whose event was lost
create index ix_stored_files_pending on stored_files (tenant_id, created_at) where state = 'pending';

create table campaign_assets (
  tenant_id text not null,
  id uuid not null,
  campaign_space_id uuid not null,
  brand_id text,
  user_id text,
  asset_name text not null check (length(asset_name) between 1 and 255),
  asset_type text not null,
  external_asset_id text,
  public_url text,
  stored_file_id uuid,
  is_duplicate_allowed boolean not null default false,
  title text,
  description text,
  ad_copy_text text,
  headline_text text,
  cta_text text,
  tags text[] not null,
  impressions bigint not null default 0 check (impressions >= 0),
  clicks bigint not null default 0 check (clicks >= 0),
  conversions numeric(24, 4) not null default 0 check (conversions >= 0),
  spend numeric(24, 4) not null default 0 check (spend >= 0),
  revenue numeric(24, 4) not null default 0 check (revenue >= 0),
  ctr numeric not null generated always as
    (case when impressions = 0 then 0 else round(clicks * 100::numeric / impressions, 6) end) stored,
  performance_last_updated timestamptz,
  performance_data jsonb not null default '{}',
  platform_metadata jsonb not null default '{}',
  platform_variants jsonb not null default '{}',
  reused_count bigint not null default 0 check (reused_count >= 0),
  last_reused_at timestamptz,
  import_metadata jsonb not null default '{}',
  imported_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  deleted_with_space boolean not null default false,
  search tsvector not null generated always as
    (search_words(asset_name || ' ' || coalesce(title, '') || ' ' || coalesce(description, ''))) stored,
  constraint pk_campaign_assets primary key (tenant_id, id),
  constraint fk_campaign_assets_space foreign key (tenant_id, campaign_space_id) references campaign_spaces (tenant_id, id),
  constraint fk_campaign_assets_file foreign key (tenant_id, stored_file_id) references stored_files (tenant_id, id)
);

-- Reading an index alone needs pages that vacuum has marked all-visible; the default waits until a fifth of the table changed.
alter table campaign_assets set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

-- GET …/assets: newest first, of a space, of a type, by tags, by words, by reuse
create index ix_campaign_assets_created on campaign_assets (tenant_id, created_at, id) where deleted_at is null;
create index ix_campaign_assets_space on campaign_assets (tenant_id, campaign_space_id, created_at, id);
create index ix_campaign_assets_tags on campaign_assets using gin (tenant_id, tags) where deleted_at is null;
create index ix_campaign_assets_search on campaign_assets using gin (tenant_id, search) where deleted_at is null;
-- GET …/assets by reuse, and GET /campaign-assets/reuse-analytics, which reads this index and the next one alone: an asset is
-- in exactly one of them (docs/decisions/reuse-analytics.md)
create index ix_campaign_assets_reused on campaign_assets (tenant_id, reused_count, id)
  include (asset_type, last_reused_at, impressions, ctr, conversions) where reused_count > 0 and deleted_at is null;
create index ix_campaign_assets_never_reused on campaign_assets (tenant_id, asset_type)
  include (impressions, ctr, conversions) where reused_count = 0 and deleted_at is null;
-- the sync finds the assets of an ad, deleted ones too
create index ix_campaign_assets_external on campaign_assets (tenant_id, external_asset_id)
  where external_asset_id is not null;
-- which assets share a file
create index ix_campaign_assets_file on campaign_assets (tenant_id, stored_file_id) where stored_file_id is not null;
-- identical bytes are one asset of a space, unless the caller said otherwise (409 duplicate_asset)
create unique index uq_campaign_assets_space_file on campaign_assets (tenant_id, campaign_space_id, stored_file_id)
  where deleted_at is null and not is_duplicate_allowed;

create table reuse_events (
  tenant_id text not null,
  asset_id uuid not null,
  id uuid not null,
  reused_at timestamptz not null,
  campaign_space_id uuid,
  reused_in_type text not null,
  reused_in_id text,
  reused_in_name text,
  reuse_context jsonb not null,
  user_id text,
  -- GET …/reuse-history walks this key backwards: ids sort by time
  constraint pk_reuse_events primary key (tenant_id, asset_id, id),
  constraint fk_reuse_events_asset foreign key (tenant_id, asset_id) references campaign_assets (tenant_id, id) on delete cascade,
  -- the event outlives the space; its name is kept beside it
  constraint fk_reuse_events_space foreign key (tenant_id, campaign_space_id) references campaign_spaces (tenant_id, id)
    on delete set null (campaign_space_id)
);

-- reuse analytics over a window reads this index alone
create index ix_reuse_events_window on reuse_events (tenant_id, reused_at) include (asset_id);
-- deleting a space for good looks for the events that name it
create index ix_reuse_events_space on reuse_events (tenant_id, campaign_space_id) where campaign_space_id is not null;

create table performance_daily (
  tenant_id text not null,
  platform text not null,
  account_id text not null,
  level text not null,
  external_id text not null,
  day date not null,
  impressions bigint not null check (impressions >= 0),
  clicks bigint not null check (clicks >= 0),
  spend numeric not null,
  conversions numeric not null,
  revenue numeric not null,
  constraint pk_performance_daily primary key (tenant_id, platform, account_id, level, external_id, day)
);

-- totals and series of one campaign or ad, whatever its account
create index ix_performance_daily_external on performance_daily (tenant_id, platform, level, external_id, day);

create table ad_accounts (
  tenant_id text not null,
  platform text not null,
  account_id text not null,
  id uuid not null,
  account_name text,
  currency text,
  time_zone text,
  synced_through date,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint pk_ad_accounts primary key (tenant_id, platform, account_id),
  -- An account belongs to one tenant. This is the one rule that is about all tenants at once,
  -- so it is an exclusion and not a key: keys lead with the tenant.
  constraint ex_ad_accounts_one_owner exclude using btree (platform with =, account_id with =)
);

create table sync_runs (
  tenant_id text not null,
  id uuid not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  status text not null,
  window_from date not null,
  window_to date not null,
  rows_read bigint not null default 0,
  rows_changed bigint not null default 0,
  spaces_updated bigint not null default 0,
  assets_updated bigint not null default 0,
  unmatched_rows bigint not null default 0,
  error text,
  constraint pk_sync_runs primary key (tenant_id, id)
);

-- GET /performance/sync-runs: newest first; and which tenant's turn it is
create index ix_sync_runs_started on sync_runs (tenant_id, started_at, id);
-- the next run looks for one that was cut off
create index ix_sync_runs_running on sync_runs (tenant_id) where status = 'running';

-- Default privileges give whoever writes rows the history of migrations too: it is read (is the schema the one this
-- version was written for?) and never written but by migrations.
do $$
declare
  writer text;
begin
  for writer in
    select distinct grantee from information_schema.role_table_grants
    where table_schema = 'public' and table_name = '__EFMigrationsHistory' and grantee not in (current_user, 'PUBLIC')
  loop
    execute format('revoke insert, update, delete, truncate on "__EFMigrationsHistory" from %I', writer);
  end loop;
end
$$;
