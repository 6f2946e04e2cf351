// Written by `npm run registry` from the folders below generators/. Do not edit.

import type { SystemParts } from '../core/contract.ts';
import btrbkSystem from '../generators/btrbk/system.ts';
import bundleSystem from '../generators/bundle/system.ts';
import cloudflareOptions from '../generators/cloudflare/options.ts';
import cloudflareSystem from '../generators/cloudflare/system.ts';
import cloudflaredOptions from '../generators/cloudflared/options.ts';
import cloudflaredRunbooks from '../generators/cloudflared/runbooks.ts';
import cloudflaredSystem from '../generators/cloudflared/system.ts';
import composeChecks from '../generators/compose/checks.ts';
import composeRunbooks from '../generators/compose/runbooks.ts';
import composeSystem from '../generators/compose/system.ts';
import crowdsecGuides from '../generators/crowdsec/guides.ts';
import crowdsecSystem from '../generators/crowdsec/system.ts';
import dnsmasqSystem from '../generators/dnsmasq/system.ts';
import docsSystem from '../generators/docs/system.ts';
import dumpsRunbooks from '../generators/dumps/runbooks.ts';
import dumpsSystem from '../generators/dumps/system.ts';
import lvmSnapshotsSystem from '../generators/lvm-snapshots/system.ts';
import networkdSystem from '../generators/networkd/system.ts';
import nftablesSystem from '../generators/nftables/system.ts';
import opnsenseOptions from '../generators/opnsense/options.ts';
import opnsenseSystem from '../generators/opnsense/system.ts';
import pbsSystem from '../generators/pbs/system.ts';
import prometheusSystem from '../generators/prometheus/system.ts';
import proxmoxSystem from '../generators/proxmox/system.ts';
import resticRunbooks from '../generators/restic/runbooks.ts';
import resticSystem from '../generators/restic/system.ts';
import sanoidSystem from '../generators/sanoid/system.ts';
import traefikOptions from '../generators/traefik/options.ts';
import traefikRunbooks from '../generators/traefik/runbooks.ts';
import traefikSystem from '../generators/traefik/system.ts';
import unboundSystem from '../generators/unbound/system.ts';
import vzdumpChecks from '../generators/vzdump/checks.ts';
import vzdumpSystem from '../generators/vzdump/system.ts';

export const systems: readonly SystemParts[] = [
  btrbkSystem,
  bundleSystem,
  { ...cloudflareSystem, options: cloudflareOptions },
  { ...cloudflaredSystem, options: cloudflaredOptions, runbooks: cloudflaredRunbooks },
  { ...composeSystem, checks: composeChecks, runbooks: composeRunbooks },
  { ...crowdsecSystem, guides: crowdsecGuides },
  dnsmasqSystem,
  docsSystem,
  { ...dumpsSystem, runbooks: dumpsRunbooks },
  lvmSnapshotsSystem,
  networkdSystem,
  nftablesSystem,
  { ...opnsenseSystem, options: opnsenseOptions },
  pbsSystem,
  prometheusSystem,
  proxmoxSystem,
  { ...resticSystem, runbooks: resticRunbooks },
  sanoidSystem,
  { ...traefikSystem, options: traefikOptions, runbooks: traefikRunbooks },
  unboundSystem,
  { ...vzdumpSystem, checks: vzdumpChecks },
];
