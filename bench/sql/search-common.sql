SELECT c0.tenant_id, c0.id, c0.ad_copy_text, c0.asset_name, c0.asset_type, c0.brand_id, c0.campaign_space_id, c0.clicks, c0.conversions, c0.created_at, c0.cta_text, c0.ctr, c0.deleted_at, c0.deleted_with_space, c0.description, c0.external_asset_id, c0.headline_text, c0.import_metadata, c0.imported_at, c0.impressions, c0.is_duplicate_allowed, c0.last_reused_at, c0.performance_data, c0.performance_last_updated, c0.platform_metadata, c0.platform_variants, c0.public_url, c0.reused_count, c0.revenue, c0.search, c0.spend, c0.stored_file_id, c0.tags, c0.title, c0.updated_at, c0.user_id, c0.xmin, s0.tenant_id, s0.id, s0.created_at, s0.duration, s0.height, s0.media_metadata, s0.mime_type, s0.object_name, s0.perceptual_hash, s0.processed_at, s0.processing_attempts, s0.processing_started_at, s0.reference_count, s0.sha256, s0.size_bytes, s0.state, s0.state_reason, s0.thumbnail_mime_type, s0.thumbnail_object, s0.width
FROM (
    SELECT c.tenant_id, c.id, c.ad_copy_text, c.asset_name, c.asset_type, c.brand_id, c.campaign_space_id, c.clicks, c.conversions, c.created_at, c.cta_text, c.ctr, c.deleted_at, c.deleted_with_space, c.description, c.external_asset_id, c.headline_text, c.import_metadata, c.imported_at, c.impressions, c.is_duplicate_allowed, c.last_reused_at, c.performance_data, c.performance_last_updated, c.platform_metadata, c.platform_variants, c.public_url, c.reused_count, c.revenue, c.search, c.spend, c.stored_file_id, c.tags, c.title, c.updated_at, c.user_id, c.xmin
    FROM campaign_assets AS c
    WHERE c.tenant_id = 'bench-1' AND c.deleted_at IS NULL AND c.search @@ search_query('summer')
    ORDER BY c.created_at DESC, c.id DESC
    LIMIT 51 OFFSET 0
) AS c0
LEFT JOIN (
    SELECT s.tenant_id, s.id, s.created_at, s.duration, s.height, s.media_metadata, s.mime_type, s.object_name, s.perceptual_hash, s.processed_at, s.processing_attempts, s.processing_started_at, s.reference_count, s.sha256, s.size_bytes, s.state, s.state_reason, s.thumbnail_mime_type, s.thumbnail_object, s.width
    FROM stored_files AS s
    WHERE s.tenant_id = 'bench-1'
) AS s0 ON c0.tenant_id = s0.tenant_id AND c0.stored_file_id = s0.id
ORDER BY c0.created_at DESC, c0.id DESC;
SELECT count(*)
FROM campaign_assets AS c
WHERE c.tenant_id = 'bench-1' AND c.deleted_at IS NULL AND c.search @@ search_query('summer');
