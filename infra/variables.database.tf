variable "database_version" {
  description = "PostgreSQL's major version; 15 is the oldest the migrations run on."
  type        = string
  default     = "16"

  validation {
    condition     = contains(["15", "16", "17"], var.database_version)
    error_message = "database_version must be 15, 16 or 17."
  }
}

variable "database_sku" {
  description = "The database server's size, such as GP_Standard_D2ds_v5."
  type        = string
  default     = "GP_Standard_D2ds_v5"

  validation {
    condition     = can(regex("^(B|GP|MO)_Standard_", var.database_sku))
    error_message = "database_sku must be a tier and a size, such as GP_Standard_D2ds_v5."
  }
}

variable "database_storage_mb" {
  description = "The database's disk when the server is created. From then on it grows by itself, and is not Terraform's any more."
  type        = number
  default     = 131072

  validation {
    condition     = contains([32768, 65536, 131072, 262144, 524288, 1048576, 2097152, 4193280, 8388608, 16777216], var.database_storage_mb)
    error_message = "database_storage_mb must be a size Azure has: 32768, 65536, 131072, … 16777216."
  }
}

variable "database_high_availability" {
  description = "Keep a standby in another zone, which takes over by itself. Not with the B tier."
  type        = bool
  default     = true

  validation {
    condition     = !(var.database_high_availability && startswith(var.database_sku, "B_"))
    error_message = "database_high_availability needs a GP or MO database_sku."
  }
}

variable "database_backup_days" {
  description = "How far back the database can be restored to any second."
  type        = number
  default     = 14

  validation {
    condition     = var.database_backup_days >= 7 && var.database_backup_days <= 35
    error_message = "database_backup_days must be from 7 to 35."
  }
}

variable "database_geo_backup" {
  description = "Keep the backups in the paired region too. Can be chosen only when the server is created."
  type        = bool
  default     = true
}

variable "database_connections_per_replica" {
  description = "Database connections of one replica at the most. Times max_replicas it must stay below the server's max_connections (859 with GP_Standard_D2ds_v5)."
  type        = number
  default     = 20

  validation {
    condition     = var.database_connections_per_replica >= 5 && var.database_connections_per_replica * var.max_replicas <= 4000
    error_message = "database_connections_per_replica must be at least 5, and times max_replicas at most 4000."
  }
}

variable "database_administrators" {
  description = "An Entra group whose members may administer the database server, from inside the network. Null: only the prepare-database job."
  type = object({
    object_id = string
    name      = string
  })
  default = null
}
