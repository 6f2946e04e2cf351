# Generated from the inventory; edit that, then npm run gen.
# A hostname with a login is published only after its login is there, and taken back before it goes.

resource "cloudflare_dns_record" "blog_lab_example_net" {
  zone_id = var.zone_id
  name    = "blog.lab.example.net"
  type    = "CNAME"
  content = "6ff42ae2-765d-4adf-8112-31c55c1551ef.cfargotunnel.com"
  proxied = true
  ttl     = 1
  comment = "Tunnel to wordpress-blog, by Rackbook"
}

resource "cloudflare_dns_record" "pdf_lab_example_net" {
  zone_id    = var.zone_id
  name       = "pdf.lab.example.net"
  type       = "CNAME"
  content    = "6ff42ae2-765d-4adf-8112-31c55c1551ef.cfargotunnel.com"
  proxied    = true
  ttl        = 1
  comment    = "Tunnel to bentopdf, by Rackbook"
  depends_on = [cloudflare_zero_trust_access_application.pdf_lab_example_net]
}

resource "cloudflare_dns_record" "portfolio_lab_example_net" {
  zone_id = var.zone_id
  name    = "portfolio.lab.example.net"
  type    = "CNAME"
  content = "6ff42ae2-765d-4adf-8112-31c55c1551ef.cfargotunnel.com"
  proxied = true
  ttl     = 1
  comment = "Tunnel to wordpress-portfolio, by Rackbook"
}

resource "cloudflare_dns_record" "vault_lab_example_net" {
  zone_id = var.zone_id
  name    = "vault.lab.example.net"
  type    = "CNAME"
  content = "6ff42ae2-765d-4adf-8112-31c55c1551ef.cfargotunnel.com"
  proxied = true
  ttl     = 1
  comment = "Tunnel to vaultwarden, by Rackbook"
}
