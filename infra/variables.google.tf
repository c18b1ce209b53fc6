variable "google_project_id" {
  description = "The Google Cloud project of the bucket, its events and the queries."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.google_project_id))
    error_message = "google_project_id must be a project's id (not its number), such as acme-campaigns."
  }
}

variable "google_region" {
  description = "The Google Cloud region, such as europe-west4."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.google_region))
    error_message = "google_region must be a region, such as europe-west4."
  }
}

variable "bucket_location" {
  description = "The bucket's location: a region, or a dual or multi-region such as EU. Null: google_region."
  type        = string
  default     = null
}

variable "bucket_soft_delete_days" {
  description = "How long deleted objects can be brought back; as long as the database can be (database_backup_days), so that a restored one finds its files."
  type        = number
  default     = 14

  validation {
    condition     = var.bucket_soft_delete_days >= 7 && var.bucket_soft_delete_days <= 90
    error_message = "bucket_soft_delete_days must be from 7 to 90."
  }
}

variable "warehouse" {
  description = "The BigQuery dataset that performance is read from: its project (null: google_project_id), its name, its location (such as EU), its profile, and what one query may be billed for."
  type = object({
    project          = optional(string)
    dataset          = string
    location         = string
    profile          = string
    max_bytes_billed = optional(number, 10737418240)
  })

  validation {
    condition     = can(regex("^[A-Za-z0-9_]+$", var.warehouse.dataset)) && contains(["ad_reporting", "google_ads_transfer", "facebook_ads_transfer"], var.warehouse.profile) && var.warehouse.max_bytes_billed >= 1
    error_message = "warehouse needs a dataset's name, and a profile: ad_reporting, google_ads_transfer or facebook_ads_transfer."
  }
}
