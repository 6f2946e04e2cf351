# Generated from the inventory; edit that, then npm run gen.
# /dev/dri/renderD128: given by infra/proxmox/access/apply.sh, since root alone may.

import {
  to = proxmox_virtual_environment_container.jellyfin
  id = "srv-2/131"
}

resource "proxmox_virtual_environment_container" "jellyfin" {
  node_name     = "srv-2"
  vm_id         = 131
  pool_id       = "rackbook"
  description   = "Jellyfin container"
  tags          = ["rackbook"]
  protection    = true
  unprivileged  = true
  start_on_boot = true

  cpu {
    cores = 4
  }

  memory {
    dedicated = 4096
  }

  disk {
    datastore_id = "local-lvm"
    size         = 48
  }

  network_interface {
    name     = "eth0"
    bridge   = "vmbr0"
    vlan_id  = 20
    firewall = true
  }

  network_interface {
    name     = "eth1"
    bridge   = "vmbr0"
    vlan_id  = 10
    firewall = true
  }

  network_interface {
    name     = "eth2"
    bridge   = "vmbr0"
    vlan_id  = 40
    firewall = true
  }

  features {
    nesting = true
  }

  initialization {
    hostname = "jellyfin"

    dns {
      domain  = "lab.example.net"
      servers = ["10.10.20.1"]
    }

    ip_config {
      ipv4 {
        address = "10.10.20.31/24"
        gateway = "10.10.20.1"
      }
    }

    ip_config {
      ipv4 {
        address = "10.10.10.31/24"
      }
    }

    ip_config {
      ipv4 {
        address = "10.10.40.31/24"
      }
    }

    user_account {
      keys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJqv1m0u0p9v3Lw8d1s7y5QnS2xkR4hT6gB8eV0cZ1aK owner of the lab"]
    }
  }

  operating_system {
    template_file_id = proxmox_download_file.debian-13-lxc_srv-2.id
    type             = "debian"
  }

  startup {
    order = "2"
  }

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [clone, device_passthrough, disk, features, initialization, mount_point, operating_system, pool_id, unprivileged]
  }
}
