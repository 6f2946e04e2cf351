# Generated from the inventory; edit that, then npm run gen.

resource "cloudflare_zero_trust_access_policy" "family" {
  account_id       = var.account_id
  name             = "Family"
  decision         = "allow"
  session_duration = "168h"
  include = [
    { email = { email = "one@example.net" } },
    { email = { email = "two@example.net" } },
  ]
}

resource "cloudflare_zero_trust_access_application" "pdf_lab_example_net" {
  account_id       = var.account_id
  name             = "BentoPDF (pdf.lab.example.net)"
  type             = "self_hosted"
  domain           = "pdf.lab.example.net"
  session_duration = "168h"
  policies = [
    {
      id         = cloudflare_zero_trust_access_policy.family.id
      precedence = 1
    },
  ]
}
