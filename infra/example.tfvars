# terraform plan -var-file=production.tfvars
name        = "campaignsprod"
alert_email = "on-call@example.org"

azure_subscription_id = "00000000-0000-0000-0000-000000000000"
azure_tenant_id       = "00000000-0000-0000-0000-000000000000"
azure_location        = "westeurope"

google_project_id = "acme-campaigns"
google_region     = "europe-west4"

warehouse = {
  dataset  = "ads"
  location = "EU"
  profile  = "ad_reporting"
}

auth = {
  issuer       = "https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0"
  audience     = "00000000-0000-0000-0000-000000000000"
  jwks_uri     = "https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/discovery/v2.0/keys"
  tenant_claim = "extn.tenant_id"
  user_claim   = "oid"
}

api_cors_origins  = ["https://app.example.org"]
github_repository = "acme@123456/campaign-functions@456789"
