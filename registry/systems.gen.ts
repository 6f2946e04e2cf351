// Written by `npm run registry` from the folders below generators/. Do not edit.

import type { SystemParts } from '../core/contract.ts';
import alertmanagerBundle from '../generators/alertmanager/bundle.ts';
import alertmanagerChecks from '../generators/alertmanager/checks.ts';
import alertmanagerOptions from '../generators/alertmanager/options.ts';
import alertmanagerPanels from '../generators/alertmanager/panels.ts';
import alertmanagerRunbooks from '../generators/alertmanager/runbooks.ts';
import alertmanagerSystem from '../generators/alertmanager/system.ts';
import ansibleSystem from '../generators/ansible/system.ts';
import btrbkBundle from '../generators/btrbk/bundle.ts';
import btrbkSystem from '../generators/btrbk/system.ts';
import bundleChecks from '../generators/bundle/checks.ts';
import bundleOptions from '../generators/bundle/options.ts';
import bundleSystem from '../generators/bundle/system.ts';
import cloudflareBundle from '../generators/cloudflare/bundle.ts';
import cloudflareOptions from '../generators/cloudflare/options.ts';
import cloudflareProvisioning from '../generators/cloudflare/provisioning.ts';
import cloudflareSystem from '../generators/cloudflare/system.ts';
import cloudflaredBundle from '../generators/cloudflared/bundle.ts';
import cloudflaredOptions from '../generators/cloudflared/options.ts';
import cloudflaredPolicy from '../generators/cloudflared/policy.ts';
import cloudflaredRunbooks from '../generators/cloudflared/runbooks.ts';
import cloudflaredSystem from '../generators/cloudflared/system.ts';
import composeBundle from '../generators/compose/bundle.ts';
import composeCheckKinds from '../generators/compose/check-kinds.ts';
import composeChecks from '../generators/compose/checks.ts';
import composeEngine from '../generators/compose/engine.ts';
import composePanels from '../generators/compose/panels.ts';
import composePolicy from '../generators/compose/policy.ts';
import composeRunbooks from '../generators/compose/runbooks.ts';
import composeSystem from '../generators/compose/system.ts';
import crowdsecBundle from '../generators/crowdsec/bundle.ts';
import crowdsecGuides from '../generators/crowdsec/guides.ts';
import crowdsecSystem from '../generators/crowdsec/system.ts';
import dnsmasqBundle from '../generators/dnsmasq/bundle.ts';
import dnsmasqSystem from '../generators/dnsmasq/system.ts';
import docsSystem from '../generators/docs/system.ts';
import dumpsBundle from '../generators/dumps/bundle.ts';
import dumpsRunbooks from '../generators/dumps/runbooks.ts';
import dumpsSystem from '../generators/dumps/system.ts';
import forgejoActionsBundle from '../generators/forgejo-actions/bundle.ts';
import forgejoActionsOptions from '../generators/forgejo-actions/options.ts';
import forgejoActionsSystem from '../generators/forgejo-actions/system.ts';
import gitIgnoreBundle from '../generators/git-ignore/bundle.ts';
import gitIgnoreSystem from '../generators/git-ignore/system.ts';
import githubActionsBundle from '../generators/github-actions/bundle.ts';
import githubActionsOptions from '../generators/github-actions/options.ts';
import githubActionsSystem from '../generators/github-actions/system.ts';
import lvmSnapshotsBundle from '../generators/lvm-snapshots/bundle.ts';
import lvmSnapshotsSystem from '../generators/lvm-snapshots/system.ts';
import networkdBundle from '../generators/networkd/bundle.ts';
import networkdChecks from '../generators/networkd/checks.ts';
import networkdSystem from '../generators/networkd/system.ts';
import nftablesBundle from '../generators/nftables/bundle.ts';
import nftablesDeploy from '../generators/nftables/deploy.ts';
import nftablesSystem from '../generators/nftables/system.ts';
import opnsenseBundle from '../generators/opnsense/bundle.ts';
import opnsenseOptions from '../generators/opnsense/options.ts';
import opnsenseSystem from '../generators/opnsense/system.ts';
import pbsBundle from '../generators/pbs/bundle.ts';
import pbsSystem from '../generators/pbs/system.ts';
import prometheusCheckKinds from '../generators/prometheus/check-kinds.ts';
import prometheusSystem from '../generators/prometheus/system.ts';
import proxmoxBundle from '../generators/proxmox/bundle.ts';
import proxmoxChecks from '../generators/proxmox/checks.ts';
import proxmoxPanels from '../generators/proxmox/panels.ts';
import proxmoxSystem from '../generators/proxmox/system.ts';
import renovateOptions from '../generators/renovate/options.ts';
import renovateSystem from '../generators/renovate/system.ts';
import resticBundle from '../generators/restic/bundle.ts';
import resticRunbooks from '../generators/restic/runbooks.ts';
import resticSystem from '../generators/restic/system.ts';
import sanoidBundle from '../generators/sanoid/bundle.ts';
import sanoidSystem from '../generators/sanoid/system.ts';
import semaphoreBundle from '../generators/semaphore/bundle.ts';
import semaphoreChecks from '../generators/semaphore/checks.ts';
import semaphoreOptions from '../generators/semaphore/options.ts';
import semaphoreSystem from '../generators/semaphore/system.ts';
import traefikBundle from '../generators/traefik/bundle.ts';
import traefikChecks from '../generators/traefik/checks.ts';
import traefikOptions from '../generators/traefik/options.ts';
import traefikPolicy from '../generators/traefik/policy.ts';
import traefikRunbooks from '../generators/traefik/runbooks.ts';
import traefikSystem from '../generators/traefik/system.ts';
import unboundBundle from '../generators/unbound/bundle.ts';
import unboundSystem from '../generators/unbound/system.ts';
import vzdumpBundle from '../generators/vzdump/bundle.ts';
import vzdumpChecks from '../generators/vzdump/checks.ts';
import vzdumpSystem from '../generators/vzdump/system.ts';

export const systems: readonly SystemParts[] = [
  { ...alertmanagerSystem, options: alertmanagerOptions, checks: alertmanagerChecks, runbooks: alertmanagerRunbooks, bundle: alertmanagerBundle, panels: alertmanagerPanels },
  ansibleSystem,
  { ...btrbkSystem, bundle: btrbkBundle },
  { ...bundleSystem, options: bundleOptions, checks: bundleChecks },
  { ...cloudflareSystem, options: cloudflareOptions, bundle: cloudflareBundle, provisioning: cloudflareProvisioning },
  { ...cloudflaredSystem, options: cloudflaredOptions, runbooks: cloudflaredRunbooks, bundle: cloudflaredBundle, policy: cloudflaredPolicy },
  { ...composeSystem, checks: composeChecks, runbooks: composeRunbooks, bundle: composeBundle, panels: composePanels, engine: composeEngine, policy: composePolicy, checkKinds: composeCheckKinds },
  { ...crowdsecSystem, guides: crowdsecGuides, bundle: crowdsecBundle },
  { ...dnsmasqSystem, bundle: dnsmasqBundle },
  docsSystem,
  { ...dumpsSystem, runbooks: dumpsRunbooks, bundle: dumpsBundle },
  { ...forgejoActionsSystem, options: forgejoActionsOptions, bundle: forgejoActionsBundle },
  { ...gitIgnoreSystem, bundle: gitIgnoreBundle },
  { ...githubActionsSystem, options: githubActionsOptions, bundle: githubActionsBundle },
  { ...lvmSnapshotsSystem, bundle: lvmSnapshotsBundle },
  { ...networkdSystem, checks: networkdChecks, bundle: networkdBundle },
  { ...nftablesSystem, bundle: nftablesBundle, deploy: nftablesDeploy },
  { ...opnsenseSystem, options: opnsenseOptions, bundle: opnsenseBundle },
  { ...pbsSystem, bundle: pbsBundle },
  { ...prometheusSystem, checkKinds: prometheusCheckKinds },
  { ...proxmoxSystem, checks: proxmoxChecks, bundle: proxmoxBundle, panels: proxmoxPanels },
  { ...renovateSystem, options: renovateOptions },
  { ...resticSystem, runbooks: resticRunbooks, bundle: resticBundle },
  { ...sanoidSystem, bundle: sanoidBundle },
  { ...semaphoreSystem, options: semaphoreOptions, checks: semaphoreChecks, bundle: semaphoreBundle },
  { ...traefikSystem, options: traefikOptions, checks: traefikChecks, runbooks: traefikRunbooks, bundle: traefikBundle, policy: traefikPolicy },
  { ...unboundSystem, bundle: unboundBundle },
  { ...vzdumpSystem, checks: vzdumpChecks, bundle: vzdumpBundle },
];
