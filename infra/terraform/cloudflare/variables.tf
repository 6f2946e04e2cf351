# Generated from the inventory; edit that, then npm run gen.

variable "account_id" {
  description = "Id of the Cloudflare account that owns the Access applications"
  type        = string
  nullable    = false
}

variable "zone_id" {
  description = "Id of the Cloudflare zone that holds the hostnames"
  type        = string
  nullable    = false
}
