locals {
  # Names of registries and storage accounts are the whole world's.
  suffix      = substr(sha256("${var.azure_subscription_id}/${var.name}"), 0, 6)
  unique_name = "${var.name}${local.suffix}"

  # Nothing runs before there is an image to run.
  is_running = var.image != null
}

resource "azurerm_resource_group" "main" {
  name     = var.name
  location = var.azure_location
  tags     = var.tags
}
