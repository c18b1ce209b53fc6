terraform {
  required_version = ">= 1.9, < 2.0"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "4.55.0"
    }
    azuread = {
      source  = "hashicorp/azuread"
      version = "3.7.0"
    }
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }

  # Where the state lies is said at init: terraform init -backend-config=backend.hcl (docs/operations.md).
  backend "azurerm" {
    use_azuread_auth = true
  }
}
