# Generated from the inventory; edit that, then npm run gen.

resource "proxmox_virtual_environment_vm" "sites" {
  node_name     = "srv-2"
  vm_id         = 133
  pool_id       = "rackbook"
  description   = "Sites VM"
  tags          = ["rackbook"]
  protection    = true
  name          = "sites"
  scsi_hardware = "virtio-scsi-single"
  on_boot       = true

  agent {
    enabled = false
  }

  cpu {
    cores = 2
    type  = "x86-64-v2-AES"
  }

  memory {
    dedicated = 4096
    floating  = 4096
  }

  disk {
    interface    = "scsi0"
    datastore_id = "local-lvm"
    size         = 48
    import_from  = proxmox_download_file.debian-13_srv-2.id
    discard      = "on"
    iothread     = true
  }

  network_device {
    bridge   = "vmbr0"
    vlan_id  = 20
    firewall = true
  }

  network_device {
    bridge   = "vmbr0"
    vlan_id  = 10
    firewall = true
  }

  initialization {
    datastore_id = "local-lvm"

    dns {
      domain  = "lab.example.net"
      servers = ["10.10.20.1"]
    }

    ip_config {
      ipv4 {
        address = "10.10.20.33/24"
        gateway = "10.10.20.1"
      }
    }

    ip_config {
      ipv4 {
        address = "10.10.10.33/24"
      }
    }

    user_account {
      username = "debian"
      keys     = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJqv1m0u0p9v3Lw8d1s7y5QnS2xkR4hT6gB8eV0cZ1aK owner of the lab"]
    }
  }

  operating_system {
    type = "l26"
  }

  serial_device {}

  startup {
    order = "1"
  }

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [clone, disk[0].import_from]
  }
}
