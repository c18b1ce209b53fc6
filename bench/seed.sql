-- 50 tenants, 20,000 spaces, 500,000 assets (100,000 of them of tenant bench-1), their files, reuses and daily numbers.
-- Row n has the id 01900000-0000-7000-8000-{n in hexadecimal}, so that a load generator can name rows without asking for them.
\set ON_ERROR_STOP on
set synchronous_commit = off;
set maintenance_work_mem = '512MB';
set client_min_messages = warning;
select setseed(0.42);

create function pg_temp.id_of(n bigint) returns uuid language sql immutable
  return ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;
-- One of them; the first ones more often, as words and tags are in life.
create function pg_temp.pick(options text[]) returns text language sql volatile
  return options[1 + floor(power(random(), 1.7) * cardinality(options))::int];

-- Texts are two of 2,000 phrases, whose words, a few hundred, are common and rare as words are.
create temp table phrases as
select number, string_agg(pg_temp.pick(vocabulary), ' ') as words
from generate_series(0, 1999) number, generate_series(1, 4), (
  select array_agg(front || back) as vocabulary
  from unnest('{vel,mar,sol,tan,bri,cor,del,fen,gal,hol,jun,kel,lum,nor,pol,ras,sev,tor,vin,wen}'::text[]) front,
    unnest('{ora,ado,ine,ix,ham,ley,mont,ette,ary,osa,ium,ster,wick,bel,dow,ane,ique,olo,und,est}'::text[]) back) texts
group by number;

-- The indexes are made after the rows: several times quicker.
create temp table later as
  select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
  from pg_index
  where indrelid in ('campaign_spaces'::regclass, 'stored_files'::regclass, 'campaign_assets'::regclass, 'reuse_events'::regclass, 'performance_daily'::regclass)
    and not exists (select from pg_constraint where conindid = indexrelid);
select 'drop index ' || name from later \gexec

insert into tenants (tenant_id, name, storage_limit_bytes, created_at, updated_at)
select 'bench-' || t, 'Tenant ' || t, 1::bigint << 50, '2025-01-01', '2025-01-01' from generate_series(1, 50) t;

-- Spaces 1 to 4,000 and assets 1 to 100,000 belong to bench-1; the other tenants share the rest evenly.
create function pg_temp.tenant_of(n bigint, first_ones bigint) returns text language sql immutable
  return 'bench-' || case when n <= first_ones then 1 else 2 + n % 49 end;

\echo 'spaces'
insert into campaign_spaces
  (tenant_id, id, brand_id, user_id, campaign_name, campaign_slug, platform, external_campaign_id, description, budget, currency, is_active, import_source,
   import_metadata, tags, category, is_template, template_metadata, is_archived, created_at, updated_at)
select pg_temp.tenant_of(n, 4000), pg_temp.id_of(n), 'brand-' || n % 20, 'user-' || n % 200,
  initcap(pg_temp.pick('{sale,launch,summer,spring,winter,autumn,easter,holiday,clearance,preview,bundle,weekend,member,flash,gift,outlet}')) || ' '
    || initcap(pg_temp.pick('{shoes,jackets,garden,kitchen,travel,fitness,phones,toys}')) || ' ' || n,
  'campaign-' || n, (array['google_ads', 'meta', 'linkedin', 'tiktok', 'youtube'])[1 + n % 5], 'c' || n,
  phrase.words,
  1000 + n % 9000, 'EUR', n % 7 <> 0, 'manual_upload', '{}',
  array[pg_temp.pick('{sale,brand,retargeting,video,seasonal}'), 'q' || 1 + n % 4], pg_temp.pick('{awareness,conversion,traffic}'),
  n % 100 = 0, '{}', n % 25 = 0, timestamptz '2025-01-01' + n * interval '25 minutes', timestamptz '2025-01-01' + n * interval '25 minutes'
from generate_series(1, 20000::bigint) n join phrases phrase on phrase.number = n % 2000
order by n;

\echo 'files'
insert into stored_files
  (tenant_id, id, sha256, object_name, size_bytes, mime_type, width, height, perceptual_hash, thumbnail_object, thumbnail_mime_type, state, reference_count, created_at, processed_at)
select tenant_id, pg_temp.id_of(n), sha256(int8send(n)), 't/' || tenant_id || '/' || pg_temp.id_of(n), 50000 + n % 3000000, 'image/jpeg', 1920, 1080, n * 7919,
  't/' || tenant_id || '/' || pg_temp.id_of(n) || '.thumb', 'image/webp', 'ready', 1, at, at
from (select n, pg_temp.tenant_of(n, 100000) as tenant_id, timestamptz '2025-01-01' + n * interval '1 minute' as at from generate_series(1, 500000::bigint) n where n % 5 <> 0) numbers;

\echo 'assets'
insert into campaign_assets
  (tenant_id, id, campaign_space_id, brand_id, user_id, asset_name, asset_type, external_asset_id, stored_file_id, title, description, tags,
   impressions, clicks, conversions, spend, revenue, created_at, updated_at)
select tenant_id, pg_temp.id_of(n), pg_temp.id_of(space), 'brand-' || n % 20, 'user-' || n % 200,
  initcap(pg_temp.pick('{sale,launch,summer,spring,winter,autumn,easter,holiday,clearance,preview,bundle,weekend,member,flash,gift,outlet}')) || '_'
    || pg_temp.pick('{shoes,jackets,garden,kitchen,travel,fitness,phones,toys}') || '_' || pg_temp.pick('{1080x1080,1200x628,300x250,story}') || '_' || n,
  case when n % 5 = 0 then 'headline' when n % 17 = 0 then 'video' else 'image' end,
  'ad' || n, case when n % 5 <> 0 then pg_temp.id_of(n) end,
  'Discover ' || pg_temp.pick('{comfort,style,adventure,savings,quality}') || case when n % 5000 = 0 then ' axolotl' else '' end,
  first.words || ' ' || second.words,
  array[pg_temp.pick('{sale,brand,retargeting,evergreen,seasonal,video,ugc,influencer,loyalty,b2b}'),
        pg_temp.pick('{hero,carousel,banner,story,square,portrait,landscape,teaser}'), 'batch-' || n % 400],
  impressions, (impressions * random() / 20)::bigint, (random() * 50)::int, round((random() * 500)::numeric, 2), round((random() * 2000)::numeric, 2),
  timestamptz '2025-01-01' + n * interval '1 minute', timestamptz '2025-01-01' + n * interval '1 minute'
from (
  select n, pg_temp.tenant_of(n, 100000) as tenant_id,
    -- A space of the same tenant: 1 to 4,000, or one with the tenant's remainder.
    case when n <= 100000 then 1 + n * 7 % 4000 else 4018 + n % 49 + 49 * (n * 7 % 320) end as space,
    case when random() < 0.9 then (random() * 100000)::bigint else 0 end as impressions
  from generate_series(1, 500000::bigint) n) numbers
join phrases first on first.number = numbers.n * 7919 % 2000
join phrases second on second.number = numbers.n * 104729 % 1999
order by numbers.n;

\echo 'reuses'
insert into reuse_events (tenant_id, asset_id, id, reused_at, campaign_space_id, reused_in_type, reused_in_id, reused_in_name, reuse_context, user_id)
select asset.tenant_id, asset.id, pg_temp.id_of((1::bigint << 40) + row_number() over ()), asset.created_at + times * interval '3 days',
  asset.campaign_space_id, 'campaign_space', asset.campaign_space_id::text, 'Summer sale', '{}', asset.user_id
-- Every fourth asset is used again, one to five times.
from campaign_assets asset, generate_series(1, 1 + abs(hashtext(asset.id::text)) / 4 % 5) times
where hashtext(asset.id::text) % 4 = 0;
update campaign_assets asset set reused_count = reuse.times, last_reused_at = reuse.last
from (select tenant_id, asset_id, count(*) as times, max(reused_at) as last from reuse_events group by 1, 2) reuse
where asset.tenant_id = reuse.tenant_id and asset.id = reuse.asset_id;

\echo 'daily numbers'
insert into performance_daily
select tenant_id, platform, 'account-1', 'campaign', external_campaign_id, day::date, floor(random() * 10000), floor(random() * 300), round((random() * 200)::numeric, 2),
  floor(random() * 20), round((random() * 500)::numeric, 2)
from campaign_spaces, generate_series(timestamp '2026-01-01', '2026-01-30', '1 day') day;

\echo 'counters'
update campaign_spaces space set asset_count = assets.number, total_asset_size_bytes = assets.bytes
from (
  select asset.tenant_id, campaign_space_id, count(*) as number, coalesce(sum(size_bytes), 0) as bytes
  from campaign_assets asset left join stored_files file on file.tenant_id = asset.tenant_id and file.id = asset.stored_file_id
  group by 1, 2) assets
where space.tenant_id = assets.tenant_id and space.id = assets.campaign_space_id;
update tenants tenant set storage_used_bytes = files.bytes, file_count = files.number
from (select tenant_id, sum(size_bytes) as bytes, count(*) as number from stored_files group by 1) files
where tenant.tenant_id = files.tenant_id;

\echo 'indexes'
select definition from later \gexec
vacuum (analyze) tenants, campaign_spaces, stored_files, campaign_assets, reuse_events, performance_daily;
select count(*) filter (where tenant_id = 'bench-1') || ' assets of bench-1, ' || count(*) || ' in all' from campaign_assets;
