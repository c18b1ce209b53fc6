\set n random(1, 100000)
\set limit 51
SELECT c.asset_name AS "AssetName", c.reused_count AS "ReusedCount", c.last_reused_at AS "LastReusedAt"
FROM campaign_assets AS c
WHERE c.tenant_id = 'bench-1' AND c.deleted_at IS NULL AND c.id = ('01900000-0000-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid
LIMIT 1;
SELECT r0.id, r0.reused_at, r0.reused_in_type, r0.reused_in_id, r0.reused_in_name, r0.user_id, r0.reuse_context, c0.tenant_id IS NULL OR c0.id IS NULL, c0.id, c0.campaign_name, c0.platform, c0.is_active AND c0.deleted_at IS NULL, c0.deleted_at IS NOT NULL
FROM (
    SELECT r.tenant_id, r.id, r.campaign_space_id, r.reuse_context, r.reused_at, r.reused_in_id, r.reused_in_name, r.reused_in_type, r.user_id, GREATEST(r.id, r.id) AS c
    FROM reuse_events AS r
    WHERE r.tenant_id = 'bench-1' AND r.asset_id = ('01900000-0000-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid
    ORDER BY GREATEST(r.id, r.id) DESC, r.id DESC
    LIMIT :limit OFFSET 0
) AS r0
LEFT JOIN (
    SELECT c.tenant_id, c.id, c.campaign_name, c.deleted_at, c.is_active, c.platform
    FROM campaign_spaces AS c
    WHERE c.tenant_id = 'bench-1'
) AS c0 ON r0.tenant_id = c0.tenant_id AND r0.campaign_space_id = c0.id
ORDER BY r0.c DESC, r0.id DESC;
