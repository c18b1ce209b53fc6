-- Rows of one campaign and day are parts of one: sources (source_relation) and the hours of some platforms.
SELECT
  CAST(date_day AS DATE) AS date_day,
  CAST(account_id AS STRING) AS account_id,
  CAST(campaign_id AS STRING) AS campaign_id,
  SUM(clicks) AS clicks,
  SUM(impressions) AS impressions,
  -- Sums of floats differ from run to run in their last digits; sums of decimals do not.
  SUM(CAST(spend AS NUMERIC)) AS spend,
  SUM(CAST(conversions AS NUMERIC)) AS conversions,
  SUM(CAST(conversions_value AS NUMERIC)) AS conversions_value
FROM `{dataset}.ad_reporting__campaign_report`
WHERE CAST(date_day AS DATE) BETWEEN @first_day AND @last_day
  AND LOWER(platform) IN UNNEST(@platforms)
  AND CAST(account_id AS STRING) IN UNNEST(@account_ids)
GROUP BY 1, 2, 3
