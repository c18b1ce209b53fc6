output "api_url" {
  description = "Where the API answers. Null until there is an image."
  value       = local.is_running ? "https://${azurerm_container_app.functions[0].ingress[0].fqdn}/api" : null
}

output "registry" {
  description = "Where images are pushed to: <registry>/campaign-functions:<tag>."
  value       = azurerm_container_registry.main.login_server
}

output "resource_group" {
  description = "The Azure resource group that holds everything of Azure's."
  value       = azurerm_resource_group.main.name
}

output "functions_app" {
  description = "The container app, for az containerapp and infra/deploy."
  value       = "${var.name}-functions"
}

output "migrate_job" {
  description = "The job that migrates the database, for az containerapp job and infra/deploy."
  value       = "${var.name}-migrate"
}

output "prepare_database_job" {
  description = "The job that makes the database and its roles; started once, and again when an identity was replaced."
  value       = "${var.name}-prepare-database"
}

output "database_host" {
  description = "The database server's name, which resolves inside the network only."
  value       = azurerm_postgresql_flexible_server.main.fqdn
}

output "bucket" {
  description = "The bucket the files lie in."
  value       = google_storage_bucket.assets.name
}

output "google_service_account" {
  description = "The account the functions are in Google Cloud; whoever shares a dataset with them shares it with this address."
  value       = google_service_account.functions.email
}

output "events_audience" {
  description = "The audience of the tokens that object events bear."
  value       = local.events_audience
}

output "events_service_account" {
  description = "The account whose tokens object events bear."
  value       = google_service_account.push.email
}

output "publish_client_id" {
  description = "AZURE_PUBLISH_CLIENT_ID of the GitHub repository. Null without github_repository."
  value       = local.has_github ? azurerm_user_assigned_identity.publish[0].client_id : null
}

output "deploy_client_id" {
  description = "AZURE_DEPLOY_CLIENT_ID of the GitHub environment production. Null without github_repository."
  value       = local.has_github ? azurerm_user_assigned_identity.deploy[0].client_id : null
}
