variable "azure_subscription_id" {
  description = "The Azure subscription everything of Azure's is created in."
  type        = string

  validation {
    condition     = can(regex("^[0-9a-f-]{36}$", var.azure_subscription_id))
    error_message = "azure_subscription_id must be a GUID in lower case."
  }
}

variable "azure_tenant_id" {
  description = "The Microsoft Entra tenant of that subscription."
  type        = string

  validation {
    condition     = can(regex("^[0-9a-f-]{36}$", var.azure_tenant_id))
    error_message = "azure_tenant_id must be a GUID in lower case."
  }
}

variable "azure_location" {
  description = "The Azure region, such as westeurope. Near google_region: every file passes between the two."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]+$", var.azure_location))
    error_message = "azure_location must be a region's short name, such as westeurope."
  }
}

variable "address_space" {
  description = "The virtual network's addresses, a /22 or larger. The first half is the functions', a quarter the database's."
  type        = string
  default     = "10.40.0.0/22"

  validation {
    condition     = can(cidrsubnet(var.address_space, 2, 3)) && tonumber(split("/", var.address_space)[1]) <= 22
    error_message = "address_space must be a network of /22 or larger, such as 10.40.0.0/22."
  }
}

variable "replica_cpu" {
  description = "Processors of one replica, collector included; it gets twice as many GiB of memory. Decoding takes up to replica_cpu GiB."
  type        = number
  default     = 2

  validation {
    condition     = contains([1, 2, 3, 4], var.replica_cpu)
    error_message = "replica_cpu must be 1, 2, 3 or 4."
  }
}

variable "min_replicas" {
  description = "Replicas that always run. At least one: timers fire only where something runs. Two survive the loss of one."
  type        = number
  default     = 2

  validation {
    condition     = var.min_replicas >= 1 && var.min_replicas <= 30
    error_message = "min_replicas must be from 1 to 30."
  }
}

variable "max_replicas" {
  description = "Replicas at the most. Each may hold database_connections_per_replica connections."
  type        = number
  default     = 20

  validation {
    condition     = var.max_replicas >= var.min_replicas && var.max_replicas <= 300
    error_message = "max_replicas must be from min_replicas to 300."
  }
}

variable "requests_per_replica" {
  description = "Concurrent requests of one replica beyond which another is started."
  type        = number
  default     = 40

  validation {
    condition     = var.requests_per_replica >= 1
    error_message = "requests_per_replica must be at least 1."
  }
}

variable "collector_image" {
  description = "The OpenTelemetry collector beside each replica; it needs the azuremonitor exporter, which the contrib distribution has."
  type        = string
  default     = "docker.io/otel/opentelemetry-collector-contrib:0.150.1"

  validation {
    condition     = can(regex("^.+/.+[:@].+$", var.collector_image))
    error_message = "collector_image must name a registry, a repository and a tag or digest."
  }
}

variable "trace_ratio" {
  description = "The share of calls that are traced, from 0 to 1. Metrics count all of them."
  type        = number
  default     = 0.1

  validation {
    condition     = var.trace_ratio >= 0 && var.trace_ratio <= 1
    error_message = "trace_ratio must be from 0 to 1."
  }
}

variable "log_retention_days" {
  description = "How long logs, spans and metrics are kept."
  type        = number
  default     = 90

  validation {
    condition     = var.log_retention_days >= 30 && var.log_retention_days <= 730
    error_message = "log_retention_days must be from 30 to 730."
  }
}

variable "api_cors_origins" {
  description = "Origins whose pages may call the API from a browser, such as https://app.example.org. The same may upload to the bucket."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.api_cors_origins : can(regex("^https://[a-z0-9.-]+(:[0-9]+)?$", origin))])
    error_message = "api_cors_origins must be https origins without a path, such as https://app.example.org; * is not one."
  }
}

variable "github_repository" {
  description = "The GitHub repository whose workflows may publish images (from its main branch) and deploy them (from its environment production), as its tokens name it: acme@123456/campaign-functions@456789, or acme/campaign-functions for one that is older than immutable subjects. Null: none may."
  type        = string
  default     = null

  validation {
    condition     = var.github_repository == null || can(regex("^[A-Za-z0-9-]+(@[0-9]+)?/[A-Za-z0-9._-]+(@[0-9]+)?$", var.github_repository))
    error_message = "github_repository must be owner@id/name@id, or owner/name."
  }
}
