-- Not what the server sends, which is three such queries in a snapshot, but one aggregate over the same assets from the
-- same two covering indexes: the least that any such report costs.
SELECT sum(assets), sum(reuses), sum(seen), sum(ctr), sum(conversions)
FROM (
    SELECT count(*) AS assets, sum(reused_count) AS reuses, count(*) FILTER (WHERE impressions > 0) AS seen, sum(ctr) AS ctr, sum(conversions) FILTER (WHERE impressions > 0) AS conversions
    FROM campaign_assets
    WHERE tenant_id = 'bench-1' AND deleted_at IS NULL AND reused_count > 0
    UNION ALL
    SELECT count(*), 0, count(*) FILTER (WHERE impressions > 0), sum(ctr), sum(conversions) FILTER (WHERE impressions > 0)
    FROM campaign_assets
    WHERE tenant_id = 'bench-1' AND deleted_at IS NULL AND reused_count = 0
) AS parts;
