variable "auth" {
  description = "Whose tokens the API takes (docs/security.md): issuer, audience, the address of its keys, and the claims that say tenant, user and roles."
  type = object({
    issuer       = string
    audience     = string
    jwks_uri     = string
    tenant_claim = optional(string, "tenant_id")
    user_claim   = optional(string, "sub")
    roles_claim  = optional(string, "roles")
  })

  validation {
    condition     = startswith(var.auth.issuer, "https://") && startswith(var.auth.jwks_uri, "https://") && length(var.auth.audience) > 0
    error_message = "auth needs an https issuer, an audience and an https jwks_uri."
  }
}
