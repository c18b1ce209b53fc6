# Publishing images and deploying them from GitHub, by tokens of its own issuer: there is no secret to keep there.
locals {
  has_github     = var.github_repository != null
  github_issuer  = "https://token.actions.githubusercontent.com"
  token_exchange = ["api://AzureADTokenExchange"]
}

resource "azurerm_user_assigned_identity" "publish" {
  count = local.has_github ? 1 : 0

  name                = "${var.name}-publish"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  tags                = var.tags
}

resource "azurerm_federated_identity_credential" "publish" {
  count = local.has_github ? 1 : 0

  name                = "github-main"
  resource_group_name = azurerm_resource_group.main.name
  parent_id           = azurerm_user_assigned_identity.publish[0].id
  issuer              = local.github_issuer
  audience            = local.token_exchange
  subject             = "repo:${var.github_repository}:ref:refs/heads/main"
}

resource "azurerm_role_assignment" "publish" {
  count = local.has_github ? 1 : 0

  scope                = azurerm_container_registry.main.id
  role_definition_name = "AcrPush"
  principal_id         = azurerm_user_assigned_identity.publish[0].principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_user_assigned_identity" "deploy" {
  count = local.has_github ? 1 : 0

  name                = "${var.name}-deploy"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  tags                = var.tags
}

resource "azurerm_federated_identity_credential" "deploy" {
  count = local.has_github ? 1 : 0

  name                = "github-production"
  resource_group_name = azurerm_resource_group.main.name
  parent_id           = azurerm_user_assigned_identity.deploy[0].id
  issuer              = local.github_issuer
  audience            = local.token_exchange
  subject             = "repo:${var.github_repository}:environment:production"
}

locals {
  # To change an app's image one must also be allowed to place it in its environment (there, that and reading is all the role
  # gives) and to hand it its identity.
  deploy_roles = local.has_github && local.is_running ? {
    functions          = { scope = azurerm_container_app.functions[0].id, role = "Container Apps Contributor" }
    migrate            = { scope = azurerm_container_app_job.jobs["migrate"].id, role = "Container Apps Jobs Contributor" }
    environment        = { scope = azurerm_container_app_environment.main.id, role = "Container Apps Contributor" }
    functions_identity = { scope = azurerm_user_assigned_identity.functions.id, role = "Managed Identity Operator" }
    migrate_identity   = { scope = azurerm_user_assigned_identity.migrate.id, role = "Managed Identity Operator" }
  } : {}
}

resource "azurerm_role_assignment" "deploy" {
  for_each = local.deploy_roles

  scope                = each.value.scope
  role_definition_name = each.value.role
  principal_id         = azurerm_user_assigned_identity.deploy[0].principal_id
  principal_type       = "ServicePrincipal"
}
