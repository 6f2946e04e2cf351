# Generated from the inventory; edit that, then npm run gen.

import {
  to = proxmox_virtual_environment_vm.nas
  id = "srv-2/130"
}

resource "proxmox_virtual_environment_vm" "nas" {
  node_name     = "srv-2"
  vm_id         = 130
  pool_id       = "rackbook"
  description   = "NAS"
  tags          = ["rackbook"]
  protection    = true
  name          = "nas"
  machine       = "q35"
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
  }

  disk {
    interface    = "scsi0"
    datastore_id = "local-lvm"
    size         = 32
    import_from  = proxmox_download_file.debian-13_srv-2.id
    discard      = "on"
    iothread     = true
  }

  network_device {
    bridge   = "vmbr0"
    vlan_id  = 10
    firewall = true
  }

  network_device {
    bridge   = "vmbr0"
    vlan_id  = 40
    firewall = true
  }

  hostpci {
    device  = "hostpci0"
    mapping = "sata"
    pcie    = true
  }

  initialization {
    datastore_id = "local-lvm"

    dns {
      domain  = "lab.example.net"
      servers = ["10.10.10.1"]
    }

    ip_config {
      ipv4 {
        address = "10.10.10.30/24"
        gateway = "10.10.10.1"
      }
    }

    ip_config {
      ipv4 {
        address = "10.10.40.30/24"
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
    order    = "1"
    up_delay = "30"
  }

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [boot_order, clone, disk, initialization, machine, operating_system, scsi_hardware, serial_device]
  }
}
