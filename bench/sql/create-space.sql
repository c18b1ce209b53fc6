\set n random(1, 1000000)
-- The server sends two INSERTs in one go; prepared, pgbench can only send one statement.
WITH audited AS (
  INSERT INTO audit_events (id, tenant_id, action, changes, details, occurred_at, resource_id, resource_name, resource_type, trace_id, user_id)
  VALUES (
    (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text || :n), 1, 19))::uuid,
    'bench-1', 'create', NULL, NULL, now(), gen_random_uuid(), 'Spring sale', 'campaign_space', '4bf92f3577b34da6a3ce929d0e0e4736', 'anonymous')
)
INSERT INTO campaign_spaces (id, tenant_id, archived_at, asset_count, brand_id, budget, campaign_end_date, campaign_name, campaign_objective, campaign_slug, campaign_start_date, category, created_at, currency, deleted_at, description, external_campaign_id, import_metadata, import_source, imported_at, imported_by, is_active, is_archived, is_template, performance_last_updated, platform, tags, target_audience, template_metadata, total_asset_size_bytes, total_clicks, total_conversions, total_impressions, total_revenue, total_spend, updated_at, user_id)
VALUES (
  -- A UUIDv7, as the server makes it: the milliseconds first.
  (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text || :n), 1, 19))::uuid,
  'bench-1', NULL, 0, NULL, 5000, NULL, 'Spring sale', NULL, 'spring-sale', NULL, NULL, now(), 'USD', NULL, 'Aimed at families', NULL, '{}', 'manual_upload', NULL, NULL, true, false, false, NULL, 'meta', '{sale,q2}', NULL, '{}', 0, 0, 0, 0, 0, 0, now(), 'anonymous')
RETURNING avg_ctr, avg_roas, search, xmin;
