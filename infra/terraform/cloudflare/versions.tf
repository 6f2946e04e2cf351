# Generated from the inventory; edit that, then npm run gen.
# The API token comes from CLOUDFLARE_API_TOKEN in the environment, never from a file.

terraform {
  required_version = ">= 1.6"

  required_providers {
    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = "~> 5.22"
    }
  }
}

provider "cloudflare" {}
