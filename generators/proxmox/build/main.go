// The Terraform provider of Proxmox VE as a program that can be asked for its version, which the released one cannot.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/bpg/terraform-provider-proxmox/fwprovider"
	"github.com/bpg/terraform-provider-proxmox/proxmoxtf/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"github.com/hashicorp/terraform-plugin-mux/tf5to6server"
	"github.com/hashicorp/terraform-plugin-mux/tf6muxserver"
)

// Set by the linker.
var version = "0.0.0"

func main() {
	if len(os.Args) == 2 && os.Args[1] == "--version" {
		fmt.Println(version)
		return
	}
	if err := serve(context.Background()); err != nil {
		log.Fatal(err)
	}
}

// Half of the resources are made with Terraform's older library, half with the newer: Terraform sees one provider.
func serve(ctx context.Context) error {
	older, err := tf5to6server.UpgradeServer(ctx, provider.ProxmoxVirtualEnvironment().GRPCProvider)
	if err != nil {
		return err
	}
	both, err := tf6muxserver.NewMuxServer(
		ctx,
		func() tfprotov6.ProviderServer { return older },
		providerserver.NewProtocol6(fwprovider.New(version)()),
	)
	if err != nil {
		return err
	}
	return tf6server.Serve("registry.terraform.io/bpg/proxmox", both.ProviderServer)
}
