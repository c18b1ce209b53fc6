resource "azurerm_container_app" "functions" {
  count = local.is_running ? 1 : 0

  name                         = "${var.name}-functions"
  resource_group_name          = azurerm_resource_group.main.name
  container_app_environment_id = azurerm_container_app_environment.main.id
  workload_profile_name        = "Consumption"
  # The old revision serves until the new one is ready; when that fails it goes on.
  revision_mode          = "Single"
  max_inactive_revisions = 10
  tags                   = var.tags

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.functions.id]
  }

  registry {
    server   = azurerm_container_registry.main.login_server
    identity = azurerm_user_assigned_identity.functions.id
  }

  secret {
    name  = "application-insights"
    value = azurerm_application_insights.main.connection_string
  }

  ingress {
    external_enabled = true
    target_port      = 8080
    transport        = "auto"

    traffic_weight {
      latest_revision = true
      percentage      = 100
    }

    dynamic "cors" {
      for_each = length(var.api_cors_origins) > 0 ? [1] : []

      content {
        allowed_origins           = var.api_cors_origins
        allowed_methods           = ["GET", "POST", "PUT", "DELETE"]
        allowed_headers           = ["authorization", "content-type", "if-match", "idempotency-key"]
        exposed_headers           = ["etag", "location", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "retry-after"]
        allow_credentials_enabled = false
        max_age_in_seconds        = 3600
      }
    }
  }

  template {
    min_replicas = var.min_replicas
    max_replicas = var.max_replicas
    # Calls under way, decoders and syncs get this long to come to an end.
    termination_grace_period_seconds = 120

    http_scale_rule {
      name                = "requests"
      concurrent_requests = tostring(var.requests_per_replica)
    }

    container {
      name   = "functions"
      image  = var.image
      cpu    = var.replica_cpu - 0.25
      memory = "${var.replica_cpu * 2 - 0.5}Gi"

      dynamic "env" {
        for_each = local.functions_settings

        content {
          name  = env.key
          value = env.value
        }
      }

      # A revision whose dependencies don't answer never takes over. Once it has, their outages are not its own:
      # restarting it would help nobody, and taking all replicas away from callers would turn 503s with a reason into none.
      startup_probe {
        transport               = "HTTP"
        port                    = 8080
        path                    = "/api/health/ready"
        initial_delay           = 10
        interval_seconds        = 10
        timeout                 = 5
        failure_count_threshold = 30
      }

      readiness_probe {
        transport               = "HTTP"
        port                    = 8080
        path                    = "/api/health"
        interval_seconds        = 10
        timeout                 = 5
        failure_count_threshold = 3
      }

      liveness_probe {
        transport               = "HTTP"
        port                    = 8080
        path                    = "/api/health"
        interval_seconds        = 30
        timeout                 = 10
        failure_count_threshold = 5
      }
    }

    container {
      name   = "collector"
      image  = var.collector_image
      cpu    = 0.25
      memory = "0.5Gi"
      args   = ["--config=env:COLLECTOR_CONFIG"]

      env {
        name  = "COLLECTOR_CONFIG"
        value = file("${path.module}/collector.yaml")
      }

      env {
        name        = "APPLICATIONINSIGHTS_CONNECTION_STRING"
        secret_name = "application-insights"
      }

      liveness_probe {
        transport = "HTTP"
        port      = 13133
        path      = "/"
      }
    }
  }

  lifecycle {
    # infra/deploy changes it; applying the infrastructure must not bring old code back.
    ignore_changes = [template[0].container[0].image, template[0].revision_suffix]
  }

  depends_on = [
    azurerm_role_assignment.pull,
    azurerm_role_assignment.host_storage,
    azurerm_postgresql_flexible_server_configuration.main,
  ]
}
