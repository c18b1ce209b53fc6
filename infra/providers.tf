provider "azurerm" {
  subscription_id = var.azure_subscription_id
  # The storage account has no shared keys, and takes nobody but the functions.
  storage_use_azuread            = true
  resource_providers_to_register = ["Microsoft.App"]

  features {
    storage {
      data_plane_available = false
    }
  }
}

provider "azuread" {
  tenant_id = var.azure_tenant_id
}

provider "google" {
  project = var.google_project_id
  region  = var.google_region
}
