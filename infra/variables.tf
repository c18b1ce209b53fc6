variable "name" {
  description = "What everything is named after, such as campaignsprod. One per environment."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{2,13}$", var.name))
    error_message = "name must be 3 to 14 lower-case letters and digits and begin with a letter, such as campaignsprod."
  }
}

variable "tags" {
  description = "Tags of every Azure resource; labels in Google Cloud, so lower case."
  type        = map(string)
  default     = { application = "campaign-functions" }

  validation {
    condition     = alltrue([for key, value in var.tags : can(regex("^[a-z][a-z0-9_-]{0,62}$", key)) && can(regex("^[a-z0-9_-]{0,63}$", value))])
    error_message = "tags must be lower-case letters, digits, _ and - only, as Google Cloud's labels have to be."
  }
}

variable "image" {
  description = "The image the first revision runs, such as campaignsprod1a2b3c.azurecr.io/campaign-functions@sha256:…; later ones come by infra/deploy. Null until one is published: the registry comes first."
  type        = string
  default     = null

  validation {
    condition     = var.image == null || can(regex("^[a-z0-9.-]+/[a-z0-9/._-]+(:[A-Za-z0-9._-]+|@sha256:[0-9a-f]{64})$", var.image))
    error_message = "image must name a registry, a repository and a tag or digest, such as registry.azurecr.io/campaign-functions:1.2.3."
  }
}

variable "settings" {
  description = "Further settings of the functions, named as environment variables (README.md has the table), such as { Uploads__OrphanAge = \"30.00:00:00\" }. They go before those that settings.tf has; none may be a secret."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.settings) : can(regex("^[A-Za-z][A-Za-z0-9_]*$", name))])
    error_message = "settings must be named as environment variables, such as Sync__LookbackDays."
  }
}

variable "alert_email" {
  description = "Who is told when an alert fires."
  type        = string

  validation {
    condition     = can(regex("^[^@\\s]+@[^@\\s]+$", var.alert_email))
    error_message = "alert_email must be an e-mail address, such as on-call@example.org."
  }
}
