# The product's settings (README.md has the table), as environment variables. None of them is a secret.
locals {
  database_connection = join(";", [
    "Host=${azurerm_postgresql_flexible_server.main.fqdn}",
    "Database=campaigns",
    "SSL Mode=VerifyFull",
  ])

  functions_settings = merge({
    # The Functions host.
    FUNCTIONS_WORKER_RUNTIME                          = "dotnet-isolated"
    AzureWebJobsStorage__accountName                  = azurerm_storage_account.host.name
    AzureWebJobsStorage__credential                   = "managedidentity"
    AzureWebJobsStorage__clientId                     = azurerm_user_assigned_identity.functions.client_id
    AzureWebJobsSecretStorageType                     = "blob"
    AzureFunctionsWebHost__hostid                     = local.unique_name # else each replica has its own, and every one of them runs every timer
    OTEL_EXPORTER_OTLP_ENDPOINT                       = "http://localhost:4318"
    OTEL_EXPORTER_OTLP_PROTOCOL                       = "http/protobuf"
    OTEL_SERVICE_NAME                                 = "campaign-functions"
    OTEL_RESOURCE_ATTRIBUTES                          = "deployment.environment.name=${var.name}"
    OTEL_TRACES_SAMPLER                               = "parentbased_traceidratio"
    OTEL_TRACES_SAMPLER_ARG                           = tostring(var.trace_ratio)
    OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE = "delta" # Application Insights adds up what it is sent

    # Whose tokens are fetched: the database's, and those that Google trusts.
    AZURE_CLIENT_ID                   = azurerm_user_assigned_identity.functions.client_id
    GOOGLE_WORKLOAD_IDENTITY_PROVIDER = google_iam_workload_identity_pool_provider.azure.name
    GOOGLE_WORKLOAD_IDENTITY_RESOURCE = azuread_application_identifier_uri.google.identifier_uri
    GOOGLE_SERVICE_ACCOUNT            = google_service_account.functions.email

    Auth__Mode        = "jwt"
    Auth__Issuer      = var.auth.issuer
    Auth__Audience    = var.auth.audience
    Auth__JwksUri     = var.auth.jwks_uri
    Auth__TenantClaim = var.auth.tenant_claim
    Auth__UserClaim   = var.auth.user_claim
    Auth__RolesClaim  = var.auth.roles_claim

    Database__ConnectionString = "${local.database_connection};Username=campaign_app;Maximum Pool Size=${var.database_connections_per_replica}"
    Database__Authentication   = "entra"

    ObjectStore__Provider              = "gcs"
    ObjectStore__Bucket                = google_storage_bucket.assets.name
    ObjectStore__SigningServiceAccount = google_service_account.functions.email

    ObjectEvents__Audience       = local.events_audience
    ObjectEvents__ServiceAccount = google_service_account.push.email

    Warehouse__Provider       = "bigquery"
    Warehouse__ProjectId      = var.google_project_id
    Warehouse__Dataset        = "${coalesce(var.warehouse.project, var.google_project_id)}.${var.warehouse.dataset}"
    Warehouse__Location       = var.warehouse.location
    Warehouse__Profile        = var.warehouse.profile
    Warehouse__MaxBytesBilled = tostring(var.warehouse.max_bytes_billed)

    # The host reads it, before the product can supply its default: without it the sync is never started.
    Sync__Schedule = "0 */15 * * * *"

    # Decoders and the rest share a replica's memory: one at a time, in half of it.
    Media__MaxParallel = "1"
    Media__MemoryBytes = tostring(var.replica_cpu * 1073741824)
  }, var.settings)
}
