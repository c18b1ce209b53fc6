# The functions' managed identity is known to Google by its Entra token, which is exchanged for a short-lived one of a
# service account. No key of that account exists. https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds

# What the Entra token is for. A name of its own: one that is meant for anything else is refused.
resource "azuread_application" "google" {
  display_name     = "${var.name} to Google Cloud"
  sign_in_audience = "AzureADMyOrg"

  lifecycle {
    ignore_changes = [identifier_uris]
  }
}

resource "azuread_application_identifier_uri" "google" {
  application_id = azuread_application.google.id
  identifier_uri = "api://${azuread_application.google.client_id}"
}

resource "azuread_service_principal" "google" {
  client_id = azuread_application.google.client_id
}

resource "google_iam_workload_identity_pool" "azure" {
  workload_identity_pool_id = "${var.name}-azure"
  display_name              = "${var.name} on Azure"

  depends_on = [google_project_service.used]
}

resource "google_iam_workload_identity_pool_provider" "azure" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.azure.workload_identity_pool_id
  workload_identity_pool_provider_id = "entra"
  display_name                       = "Microsoft Entra"
  attribute_mapping                  = { "google.subject" = "assertion.sub" }
  # The pool is for this one identity.
  attribute_condition = "assertion.sub == '${azurerm_user_assigned_identity.functions.principal_id}'"

  oidc {
    issuer_uri        = "https://sts.windows.net/${var.azure_tenant_id}/"
    allowed_audiences = [azuread_application_identifier_uri.google.identifier_uri]
  }
}

resource "google_service_account" "functions" {
  account_id   = "${var.name}-functions"
  display_name = "${var.name}: the functions on Azure"

  depends_on = [google_project_service.used]
}

resource "google_service_account_iam_member" "federated" {
  service_account_id = google_service_account.functions.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principal://iam.googleapis.com/${google_iam_workload_identity_pool.azure.name}/subject/${azurerm_user_assigned_identity.functions.principal_id}"
}

# Signed addresses of files: the account signs with a key that Google keeps (iam.serviceAccounts.signBlob on itself).
resource "google_service_account_iam_member" "signs" {
  service_account_id = google_service_account.functions.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = google_service_account.functions.member
}
