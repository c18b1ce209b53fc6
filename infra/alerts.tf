resource "azurerm_monitor_action_group" "on_call" {
  name                = "${var.name}-on-call"
  resource_group_name = azurerm_resource_group.main.name
  short_name          = "on-call"
  tags                = var.tags

  email_receiver {
    name                    = "on-call"
    email_address           = var.alert_email
    use_common_alert_schema = true
  }
}

# What each means and what to do: docs/operations.md.
locals {
  alerts = {
    failing-calls = {
      description = "More than 2 % of calls, and more than 20, ended with a 5xx within a quarter of an hour."
      severity    = 1
      query       = <<-KQL
        AppMetrics
        | where Name == "faas.invoke_duration" and Properties["faas.trigger"] == "http"
        | summarize calls = sum(ItemCount), failed = sumif(ItemCount, toint(Properties["http.response.status_code"]) >= 500)
        | where failed > 20 and failed > calls * 0.02
      KQL
    }
    failing-timers = {
      description = "A timer function ended with an exception."
      severity    = 2
      query       = <<-KQL
        AppMetrics
        | where Name == "faas.invoke_duration" and Properties["faas.trigger"] == "timer" and isnotempty(Properties["error.type"])
      KQL
    }
    sync-lag = {
      description = "A tenant's performance has not been synced for more than two hours."
      severity    = 2
      query       = <<-KQL
        AppMetrics
        | where Name == "campaign_functions.sync.lag" and Max > 7200
      KQL
    }
    uploads-pending = {
      description = "The sweep met more than 100 files that wait to be processed."
      severity    = 2
      query       = <<-KQL
        AppMetrics
        | where Name == "campaign_functions.uploads.pending" and Max > 100
      KQL
    }
    undecodable-uploads = {
      description = "More than a fifth of the uploads, and more than ten, could not be decoded: a decoder may be broken, or somebody tries."
      severity    = 3
      query       = <<-KQL
        AppMetrics
        | where Name == "campaign_functions.media.inspection.duration"
        | summarize inspected = sum(ItemCount), failed = sumif(ItemCount, Properties["campaign_functions.outcome"] == "failed")
        | where failed > 10 and failed > inspected * 0.2
      KQL
    }
    object-store-retries = {
      description = "More than 200 requests to the bucket had to be sent again within a quarter of an hour."
      severity    = 3
      query       = <<-KQL
        AppMetrics
        | where Name == "campaign_functions.object_store.retries"
        | summarize retries = sum(Sum)
        | where retries > 200
      KQL
    }
  }

  # By when one of its runs must have been seen. The sweep has a fixed schedule; the sync's may be slower than ours.
  silent_timers = {
    SweepUploadsOnTimer    = { every = "PT15M", within = "PT1H", words = "an hour" }
    SyncPerformanceOnTimer = { every = "PT1H", within = "P1D", words = "a day" }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "alerts" {
  for_each = local.alerts

  name                    = "${var.name}-${each.key}"
  display_name            = each.key
  description             = each.value.description
  resource_group_name     = azurerm_resource_group.main.name
  location                = azurerm_resource_group.main.location
  scopes                  = [azurerm_log_analytics_workspace.main.id]
  severity                = each.value.severity
  evaluation_frequency    = "PT5M"
  window_duration         = "PT15M"
  auto_mitigation_enabled = true
  # The tables come with the first telemetry.
  skip_query_validation = true
  tags                  = var.tags

  criteria {
    query                   = each.value.query
    time_aggregation_method = "Count"
    operator                = "GreaterThan"
    threshold               = 0
  }

  action {
    action_groups = [azurerm_monitor_action_group.on_call.id]
  }
}

# Timers that stopped say nothing at all.
resource "azurerm_monitor_scheduled_query_rules_alert_v2" "silent_timers" {
  for_each = local.is_running ? local.silent_timers : {}

  name                    = "${var.name}-silent-${each.key}"
  display_name            = "silent-timers ${each.key}"
  description             = "${each.key} did not run for ${each.value.words}: timers don't fire, it is not started, or nothing reports."
  resource_group_name     = azurerm_resource_group.main.name
  location                = azurerm_resource_group.main.location
  scopes                  = [azurerm_log_analytics_workspace.main.id]
  severity                = 1
  evaluation_frequency    = each.value.every
  window_duration         = each.value.within
  auto_mitigation_enabled = true
  skip_query_validation   = true
  tags                    = var.tags

  criteria {
    query                   = <<-KQL
      AppMetrics
      | where Name == "faas.invoke_duration" and Properties["faas.name"] == "${each.key}"
    KQL
    time_aggregation_method = "Count"
    operator                = "LessThan"
    threshold               = 1
  }

  action {
    action_groups = [azurerm_monitor_action_group.on_call.id]
  }
}

resource "azurerm_application_insights_standard_web_test" "ready" {
  count = local.is_running ? 1 : 0

  name                    = "${var.name}-ready"
  resource_group_name     = azurerm_resource_group.main.name
  location                = azurerm_resource_group.main.location
  application_insights_id = azurerm_application_insights.main.id
  geo_locations           = ["emea-nl-ams-azr", "us-va-ash-azr", "apac-sg-sin-azr"]
  frequency               = 300
  timeout                 = 30
  enabled                 = true
  retry_enabled           = true
  tags                    = var.tags

  request {
    url = "https://${azurerm_container_app.functions[0].ingress[0].fqdn}/api/health/ready"
  }

  validation_rules {
    expected_status_code        = 200
    ssl_check_enabled           = true
    ssl_cert_remaining_lifetime = 14
  }
}

resource "azurerm_monitor_metric_alert" "not_ready" {
  count = local.is_running ? 1 : 0

  name                = "${var.name}-not-ready"
  resource_group_name = azurerm_resource_group.main.name
  scopes              = [azurerm_application_insights_standard_web_test.ready[0].id, azurerm_application_insights.main.id]
  description         = "/api/health/ready is not 200, seen from two places: its answer says which dependency."
  severity            = 0
  tags                = var.tags

  application_insights_web_test_location_availability_criteria {
    web_test_id           = azurerm_application_insights_standard_web_test.ready[0].id
    component_id          = azurerm_application_insights.main.id
    failed_location_count = 2
  }

  action {
    action_group_id = azurerm_monitor_action_group.on_call.id
  }
}

resource "google_monitoring_notification_channel" "on_call" {
  display_name = "${var.name} on call"
  type         = "email"
  labels       = { email_address = var.alert_email }

  depends_on = [google_project_service.used]
}

resource "google_monitoring_alert_policy" "dead_letters" {
  display_name          = "${var.name}: object events nobody took"
  combiner              = "OR"
  notification_channels = [google_monitoring_notification_channel.on_call.id]

  conditions {
    display_name = "dead letters"

    condition_threshold {
      filter          = "resource.type = \"pubsub_subscription\" AND resource.labels.subscription_id = \"${google_pubsub_subscription.dead_letters.name}\" AND metric.type = \"pubsub.googleapis.com/subscription/num_undelivered_messages\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "300s"

      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }
}
