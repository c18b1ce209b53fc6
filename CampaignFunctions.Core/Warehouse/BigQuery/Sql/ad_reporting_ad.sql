-- As of campaigns, by ad.
SELECT
  CAST(date_day AS DATE) AS date_day,
  CAST(account_id AS STRING) AS account_id,
  CAST(campaign_id AS STRING) AS campaign_id,
  CAST(ad_id AS STRING) AS ad_id,
  SUM(clicks) AS clicks,
  SUM(impressions) AS impressions,
  SUM(CAST(spend AS NUMERIC)) AS spend,
  SUM(CAST(conversions AS NUMERIC)) AS conversions,
  SUM(CAST(conversions_value AS NUMERIC)) AS conversions_value
FROM `{dataset}.ad_reporting__ad_report`
WHERE CAST(date_day AS DATE) BETWEEN @first_day AND @last_day
  AND LOWER(platform) IN UNNEST(@platforms)
  AND CAST(account_id AS STRING) IN UNNEST(@account_ids)
GROUP BY 1, 2, 3, 4
