-- As of campaigns, by ad.
SELECT
  date_day,
  account_id,
  campaign_id,
  ad_id,
  SUM(clicks) AS clicks,
  SUM(impressions) AS impressions,
  SUM(spend) AS spend,
  SUM(conversions) AS conversions,
  SUM(conversions_value) AS conversions_value
FROM (
  SELECT
    DateStart AS date_day,
    CAST(AdAccountId AS STRING) AS account_id,
    CAST(CampaignId AS STRING) AS campaign_id,
    CAST(AdId AS STRING) AS ad_id,
    Clicks AS clicks,
    Impressions AS impressions,
    CAST(Spend AS NUMERIC) AS spend,
    CAST(0 AS NUMERIC) AS conversions,
    CAST(0 AS NUMERIC) AS conversions_value
  FROM `{dataset}.AdInsights`
  WHERE DateStart BETWEEN @first_day AND @last_day
    AND CAST(AdAccountId AS STRING) IN UNNEST(@account_ids)
  UNION ALL
  SELECT
    DateStart,
    CAST(AdAccountId AS STRING),
    CAST(CampaignId AS STRING),
    CAST(AdId AS STRING),
    0,
    0,
    CAST(0 AS NUMERIC),
    CASE WHEN ActionCollection = 'Actions' THEN CAST(ActionValue AS NUMERIC) ELSE CAST(0 AS NUMERIC) END,
    CASE WHEN ActionCollection = 'ActionValues' THEN CAST(ActionValue AS NUMERIC) ELSE CAST(0 AS NUMERIC) END
  FROM `{dataset}.AdInsightsActions`
  WHERE DateStart BETWEEN @first_day AND @last_day
    AND CAST(AdAccountId AS STRING) IN UNNEST(@account_ids)
    AND ActionType = @purchase_action_type
    AND ActionCollection IN ('Actions', 'ActionValues')
) AS parts
GROUP BY date_day, account_id, campaign_id, ad_id
