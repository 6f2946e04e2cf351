# Generated from the inventory; edit that, then npm run gen.

account_id = "023e105f4ecef8ad9ca31a8372d0c353"
zone_id    = "9a7806061c88ada191ed06f989cc3dac"
