-- As of campaigns, by ad.
WITH by_transfer AS (
  SELECT
    segments_date AS date_day,
    CAST(customer_id AS STRING) AS account_id,
    CAST(campaign_id AS STRING) AS campaign_id,
    CAST({ad_group_ad_ad_id} AS STRING) AS ad_id,
    _TABLE_SUFFIX AS transfer,
    SUM(metrics_clicks) AS clicks,
    SUM(metrics_impressions) AS impressions,
    CAST(SUM(metrics_cost_micros) AS NUMERIC) / 1000000 AS spend,
    SUM(CAST(metrics_conversions AS NUMERIC)) AS conversions,
    SUM(CAST(metrics_conversions_value AS NUMERIC)) AS conversions_value
  FROM `{dataset}.p_ads_AdBasicStats_*`
  WHERE _PARTITIONTIME BETWEEN TIMESTAMP(@first_day) AND TIMESTAMP(@last_day)
    AND segments_date BETWEEN @first_day AND @last_day
    AND CAST(customer_id AS STRING) IN UNNEST(@account_ids)
  GROUP BY 1, 2, 3, 4, 5
),
ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (
      PARTITION BY date_day, account_id, campaign_id, ad_id
      ORDER BY CASE WHEN transfer = account_id THEN 0 ELSE 1 END, transfer
    ) AS choice
  FROM by_transfer
)
SELECT date_day, account_id, campaign_id, ad_id, clicks, impressions, spend, conversions, conversions_value
FROM ranked
WHERE choice = 1
