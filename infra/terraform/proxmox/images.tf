# Generated from the inventory; edit that, then npm run gen.

resource "proxmox_download_file" "debian-13-lxc_srv-2" {
  node_name          = "srv-2"
  datastore_id       = "local"
  content_type       = "vztmpl"
  url                = "http://download.proxmox.com/images/system/debian-13-standard_13.1-2_amd64.tar.zst"
  checksum           = "5aec4ab2ac5c16c7c8ecb87bfeeb10213abe96db6b85e2463585cea492fc861d7c390b3f9c95629bf690b95e9dfe1037207fc69c0912429605f208d5cb2621f8"
  checksum_algorithm = "sha512"
  overwrite          = false
}

resource "proxmox_download_file" "debian-13_srv-2" {
  node_name          = "srv-2"
  datastore_id       = "local"
  content_type       = "import"
  url                = "https://cloud.debian.org/images/cloud/trixie/20250924-2245/debian-13-genericcloud-amd64-20250924-2245.qcow2"
  checksum           = "25b430e6416b443620fc32975f40effe3d7ae6603060aa9563b80092f0b073734a35a8c56816ae4f4ea395d7e5599de7cba254f92a9465f6ce95b29a03a8e1f5"
  checksum_algorithm = "sha512"
  overwrite          = false
}
