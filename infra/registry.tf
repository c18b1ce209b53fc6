resource "azurerm_container_registry" "main" {
  name                = local.unique_name
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  sku                 = "Standard"
  admin_enabled       = false
  tags                = var.tags
}

resource "azurerm_role_assignment" "pull" {
  for_each = {
    functions        = azurerm_user_assigned_identity.functions.principal_id
    migrate          = azurerm_user_assigned_identity.migrate.principal_id
    prepare_database = azurerm_user_assigned_identity.prepare_database.principal_id
  }

  scope                = azurerm_container_registry.main.id
  role_definition_name = "AcrPull"
  principal_id         = each.value
  principal_type       = "ServicePrincipal"
}
