\set n random(1, 100000)
\set s random(1, 4000)
with space as (
  select id, campaign_name from campaign_spaces
  where tenant_id = 'bench-1' and id = ('01900000-0000-7000-8000-' || lpad(to_hex(:s::int), 12, '0'))::uuid and deleted_at is null
  for key share
), asset as (
  update campaign_assets set
    reused_count = reused_count + 1,
    last_reused_at = greatest(last_reused_at, now()),
    updated_at = greatest(updated_at, now())
  where tenant_id = 'bench-1' and id = ('01900000-0000-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid and deleted_at is null
    and exists (select from space)
  returning id, asset_name, reused_count, last_reused_at, updated_at
), event as (
  insert into reuse_events
    (tenant_id, asset_id, id, reused_at, campaign_space_id, reused_in_type, reused_in_id, reused_in_name, reuse_context, user_id)
  select
    -- A UUIDv7, as the server makes it: the milliseconds first.
    'bench-1', asset.id, uuid_v7(clock_timestamp()), now(), (select id from space), 'campaign_space', null::text,
    coalesce('Summer sale'::text, (select campaign_name from space)), '{}'::jsonb, 'anonymous'
  from asset
  returning reused_in_name, campaign_space_id
), audited as (
  insert into audit_events
    (tenant_id, id, occurred_at, user_id, action, resource_type, resource_id, resource_name, details, trace_id)
  select
    'bench-1', uuid_v7(now()), now(), 'anonymous', 'reuse', 'campaign_asset',
    asset.id::text, asset.asset_name, '{"reuse_id": "01900000-0000-7000-8000-000000000001", "reused_in_type": "campaign_space", "reused_in_id": "01900000-0000-7000-8000-000000000001"}'::jsonb, '4bf92f3577b34da6a3ce929d0e0e4736'
  from asset
)
select
  asset.reused_count as "ReusedCount", asset.last_reused_at as "LastReusedAt", asset.updated_at as "UpdatedAt",
  event.reused_in_name as "ReusedInName", event.campaign_space_id as "CampaignSpaceId"
from asset cross join event;
SELECT c.tenant_id, c.id, c.ad_copy_text, c.asset_name, c.asset_type, c.brand_id, c.campaign_space_id, c.clicks, c.conversions, c.created_at, c.cta_text, c.ctr, c.deleted_at, c.deleted_with_space, c.description, c.external_asset_id, c.headline_text, c.import_metadata, c.imported_at, c.impressions, c.is_duplicate_allowed, c.last_reused_at, c.performance_data, c.performance_last_updated, c.platform_metadata, c.platform_variants, c.public_url, c.reused_count, c.revenue, c.search, c.spend, c.stored_file_id, c.tags, c.title, c.updated_at, c.user_id, c.xmin, s0.tenant_id, s0.id, s0.created_at, s0.duration, s0.height, s0.media_metadata, s0.mime_type, s0.object_name, s0.perceptual_hash, s0.processed_at, s0.processing_attempts, s0.processing_started_at, s0.reference_count, s0.sha256, s0.size_bytes, s0.state, s0.state_reason, s0.thumbnail_mime_type, s0.thumbnail_object, s0.width
FROM campaign_assets AS c
LEFT JOIN (
    SELECT s.tenant_id, s.id, s.created_at, s.duration, s.height, s.media_metadata, s.mime_type, s.object_name, s.perceptual_hash, s.processed_at, s.processing_attempts, s.processing_started_at, s.reference_count, s.sha256, s.size_bytes, s.state, s.state_reason, s.thumbnail_mime_type, s.thumbnail_object, s.width
    FROM stored_files AS s
    WHERE s.tenant_id = 'bench-1'
) AS s0 ON c.tenant_id = s0.tenant_id AND c.stored_file_id = s0.id
WHERE c.tenant_id = 'bench-1' AND c.deleted_at IS NULL AND c.id = ('01900000-0000-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid
LIMIT 1;
