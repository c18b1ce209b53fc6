# One identity for each thing that acts, and none of them has a password or a key.

# The running functions: the host's storage, the database as campaign_app, Google.
resource "azurerm_user_assigned_identity" "functions" {
  name                = "${var.name}-functions"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  tags                = var.tags
}

# Migrations: the database as campaign_owner.
resource "azurerm_user_assigned_identity" "migrate" {
  name                = "${var.name}-migrate"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  tags                = var.tags
}

# Makes the database and its roles: the server's administrator.
resource "azurerm_user_assigned_identity" "prepare_database" {
  name                = "${var.name}-prepare-database"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  tags                = var.tags
}
