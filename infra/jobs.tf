locals {
  # What runs once and inside the network, from the same image; started by hand or by infra/deploy.
  jobs = {
    "prepare-database" = {
      identity = azurerm_user_assigned_identity.prepare_database
      command  = ["/opt/campaign-functions/prepare-database"]
      settings = {
        PGHOST          = azurerm_postgresql_flexible_server.main.fqdn
        PGUSER          = azurerm_user_assigned_identity.prepare_database.name
        OWNER_OBJECT_ID = azurerm_user_assigned_identity.migrate.principal_id
        APP_OBJECT_ID   = azurerm_user_assigned_identity.functions.principal_id
        AZURE_CLIENT_ID = azurerm_user_assigned_identity.prepare_database.client_id
      }
    }
    "migrate" = {
      identity = azurerm_user_assigned_identity.migrate
      command  = ["dotnet", "/home/site/wwwroot/CampaignFunctions.dll", "migrate"]
      settings = {
        Database__ConnectionString = "${local.database_connection};Username=campaign_owner"
        Database__Authentication   = "entra"
        AZURE_CLIENT_ID            = azurerm_user_assigned_identity.migrate.client_id
      }
    }
  }
}

resource "azurerm_container_app_job" "jobs" {
  for_each = local.is_running ? local.jobs : {}

  name                         = "${var.name}-${each.key}"
  resource_group_name          = azurerm_resource_group.main.name
  location                     = azurerm_resource_group.main.location
  container_app_environment_id = azurerm_container_app_environment.main.id
  workload_profile_name        = "Consumption"
  replica_timeout_in_seconds   = 3600
  # Neither is tried again by itself: somebody should look first.
  replica_retry_limit = 0
  tags                = var.tags

  identity {
    type         = "UserAssigned"
    identity_ids = [each.value.identity.id]
  }

  registry {
    server   = azurerm_container_registry.main.login_server
    identity = each.value.identity.id
  }

  manual_trigger_config {
    parallelism              = 1
    replica_completion_count = 1
  }

  template {
    container {
      name    = each.key
      image   = var.image
      cpu     = 0.5
      memory  = "1Gi"
      command = each.value.command

      dynamic "env" {
        for_each = each.value.settings

        content {
          name  = env.key
          value = env.value
        }
      }
    }
  }

  lifecycle {
    ignore_changes = [template[0].container[0].image]
  }

  depends_on = [
    azurerm_role_assignment.pull,
    azurerm_postgresql_flexible_server_configuration.main,
    azurerm_postgresql_flexible_server_active_directory_administrator.prepare_database,
  ]
}
