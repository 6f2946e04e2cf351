# Generated from the inventory; edit that, then npm run gen.
# The API token comes from PROXMOX_VE_API_TOKEN in the environment, never from a file.

terraform {
  required_version = ">= 1.6"

  backend "local" {
    path = "/var/lib/rackbook/terraform/proxmox.tfstate"
  }

  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "~> 0.111.1"
    }
  }
}

provider "proxmox" {
  endpoint = "https://10.10.10.12:8006/"
}
