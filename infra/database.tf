resource "azurerm_postgresql_flexible_server" "main" {
  name                          = local.unique_name
  resource_group_name           = azurerm_resource_group.main.name
  location                      = azurerm_resource_group.main.location
  version                       = var.database_version
  sku_name                      = var.database_sku
  storage_mb                    = var.database_storage_mb
  auto_grow_enabled             = true
  backup_retention_days         = var.database_backup_days
  geo_redundant_backup_enabled  = var.database_geo_backup
  public_network_access_enabled = false
  delegated_subnet_id           = azurerm_subnet.database.id
  private_dns_zone_id           = azurerm_private_dns_zone.database.id
  tags                          = var.tags

  # Nobody has a password: everybody comes with a token of an Entra identity.
  authentication {
    active_directory_auth_enabled = true
    password_auth_enabled         = false
    tenant_id                     = var.azure_tenant_id
  }

  dynamic "high_availability" {
    for_each = var.database_high_availability ? [1] : []

    content {
      mode = "ZoneRedundant"
    }
  }

  lifecycle {
    # After a failover the zones have changed places, and the disk grows by itself: going back to the size it had would be another server.
    ignore_changes  = [zone, high_availability[0].standby_availability_zone, storage_mb]
    prevent_destroy = true
  }

  depends_on = [azurerm_private_dns_zone_virtual_network_link.database]
}

locals {
  database_settings = {
    # The extensions the migrations create.
    "azure.extensions" = "BTREE_GIN,PG_TRGM"
    # A call that was given up by its caller, or whose replica is gone, must not hold locks for long.
    "idle_in_transaction_session_timeout" = "60000"
    # Which statements cost most, and who waits for whom: docs/operations.md.
    "pg_qs.query_capture_mode" = "top"
    "log_lock_waits"           = "on"
  }
}

resource "azurerm_postgresql_flexible_server_configuration" "main" {
  for_each = local.database_settings

  server_id = azurerm_postgresql_flexible_server.main.id
  name      = each.key
  value     = each.value
}

# The database, its two roles and whose tokens they take are made by the job prepare-database, inside the network.
resource "azurerm_postgresql_flexible_server_active_directory_administrator" "prepare_database" {
  resource_group_name = azurerm_resource_group.main.name
  server_name         = azurerm_postgresql_flexible_server.main.name
  tenant_id           = var.azure_tenant_id
  object_id           = azurerm_user_assigned_identity.prepare_database.principal_id
  principal_name      = azurerm_user_assigned_identity.prepare_database.name
  principal_type      = "ServicePrincipal"
}

resource "azurerm_postgresql_flexible_server_active_directory_administrator" "people" {
  count = var.database_administrators == null ? 0 : 1

  resource_group_name = azurerm_resource_group.main.name
  server_name         = azurerm_postgresql_flexible_server.main.name
  tenant_id           = var.azure_tenant_id
  object_id           = var.database_administrators.object_id
  principal_name      = var.database_administrators.name
  principal_type      = "Group"
}
