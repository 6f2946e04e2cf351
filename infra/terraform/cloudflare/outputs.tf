# Generated from the inventory; edit that, then npm run gen.

output "access_audiences" {
  description = "Audience tag of each application, for access-audience beside its hostname in the inventory"
  value       = { "pdf.lab.example.net" = cloudflare_zero_trust_access_application.pdf_lab_example_net.aud }
}
