// Written by `npm run registry` from the folders below generators/. Do not edit.

import type { SystemParts } from '../core/contract.ts';
import alertmanagerBundle from '../generators/alertmanager/bundle.ts';
import alertmanagerChecks from '../generators/alertmanager/checks.ts';
import alertmanagerDeploy from '../generators/alertmanager/deploy.ts';
import alertmanagerOptions from '../generators/alertmanager/options.ts';
import alertmanagerPanels from '../generators/alertmanager/panels.ts';
import alertmanagerRunbooks from '../generators/alertmanager/runbooks.ts';
import alertmanagerSecrets from '../generators/alertmanager/secrets.ts';
import alertmanagerSystem from '../generators/alertmanager/system.ts';
import ansibleAutomates from '../generators/ansible/automates.ts';
import ansibleBundle from '../generators/ansible/bundle.ts';
import ansibleCheckKinds from '../generators/ansible/check-kinds.ts';
import ansibleChecks from '../generators/ansible/checks.ts';
import ansibleDeploy from '../generators/ansible/deploy.ts';
import ansibleOptions from '../generators/ansible/options.ts';
import ansibleSystem from '../generators/ansible/system.ts';
import ansibleVaultSystem from '../generators/ansible-vault/system.ts';
import btrbkBundle from '../generators/btrbk/bundle.ts';
import btrbkDeploy from '../generators/btrbk/deploy.ts';
import btrbkSystem from '../generators/btrbk/system.ts';
import bundleChecks from '../generators/bundle/checks.ts';
import bundleOptions from '../generators/bundle/options.ts';
import bundleSystem from '../generators/bundle/system.ts';
import cloudflareBundle from '../generators/cloudflare/bundle.ts';
import cloudflareDeploy from '../generators/cloudflare/deploy.ts';
import cloudflareOptions from '../generators/cloudflare/options.ts';
import cloudflareProvisioning from '../generators/cloudflare/provisioning.ts';
import cloudflareSecrets from '../generators/cloudflare/secrets.ts';
import cloudflareSystem from '../generators/cloudflare/system.ts';
import cloudflaredBundle from '../generators/cloudflared/bundle.ts';
import cloudflaredDeploy from '../generators/cloudflared/deploy.ts';
import cloudflaredOptions from '../generators/cloudflared/options.ts';
import cloudflaredPolicy from '../generators/cloudflared/policy.ts';
import cloudflaredRunbooks from '../generators/cloudflared/runbooks.ts';
import cloudflaredSecrets from '../generators/cloudflared/secrets.ts';
import cloudflaredSystem from '../generators/cloudflared/system.ts';
import composeBundle from '../generators/compose/bundle.ts';
import composeCheckKinds from '../generators/compose/check-kinds.ts';
import composeChecks from '../generators/compose/checks.ts';
import composeDeploy from '../generators/compose/deploy.ts';
import composeEngine from '../generators/compose/engine.ts';
import composePanels from '../generators/compose/panels.ts';
import composePolicy from '../generators/compose/policy.ts';
import composeRunbooks from '../generators/compose/runbooks.ts';
import composeSystem from '../generators/compose/system.ts';
import crowdsecBundle from '../generators/crowdsec/bundle.ts';
import crowdsecDeploy from '../generators/crowdsec/deploy.ts';
import crowdsecGuides from '../generators/crowdsec/guides.ts';
import crowdsecSecrets from '../generators/crowdsec/secrets.ts';
import crowdsecSystem from '../generators/crowdsec/system.ts';
import dnsmasqBundle from '../generators/dnsmasq/bundle.ts';
import dnsmasqDeploy from '../generators/dnsmasq/deploy.ts';
import dnsmasqSystem from '../generators/dnsmasq/system.ts';
import docsSystem from '../generators/docs/system.ts';
import dumpsBundle from '../generators/dumps/bundle.ts';
import dumpsDeploy from '../generators/dumps/deploy.ts';
import dumpsRunbooks from '../generators/dumps/runbooks.ts';
import dumpsSystem from '../generators/dumps/system.ts';
import forgejoActionsBundle from '../generators/forgejo-actions/bundle.ts';
import forgejoActionsChecks from '../generators/forgejo-actions/checks.ts';
import forgejoActionsDeploy from '../generators/forgejo-actions/deploy.ts';
import forgejoActionsOptions from '../generators/forgejo-actions/options.ts';
import forgejoActionsSystem from '../generators/forgejo-actions/system.ts';
import gitIgnoreBundle from '../generators/git-ignore/bundle.ts';
import gitIgnoreDeploy from '../generators/git-ignore/deploy.ts';
import gitIgnoreSystem from '../generators/git-ignore/system.ts';
import githubActionsBundle from '../generators/github-actions/bundle.ts';
import githubActionsChecks from '../generators/github-actions/checks.ts';
import githubActionsDeploy from '../generators/github-actions/deploy.ts';
import githubActionsOptions from '../generators/github-actions/options.ts';
import githubActionsSystem from '../generators/github-actions/system.ts';
import lvmSnapshotsBundle from '../generators/lvm-snapshots/bundle.ts';
import lvmSnapshotsDeploy from '../generators/lvm-snapshots/deploy.ts';
import lvmSnapshotsSystem from '../generators/lvm-snapshots/system.ts';
import networkdBundle from '../generators/networkd/bundle.ts';
import networkdChecks from '../generators/networkd/checks.ts';
import networkdDeploy from '../generators/networkd/deploy.ts';
import networkdSystem from '../generators/networkd/system.ts';
import nftablesBundle from '../generators/nftables/bundle.ts';
import nftablesDeploy from '../generators/nftables/deploy.ts';
import nftablesSystem from '../generators/nftables/system.ts';
import opnsenseBundle from '../generators/opnsense/bundle.ts';
import opnsenseDeploy from '../generators/opnsense/deploy.ts';
import opnsenseOptions from '../generators/opnsense/options.ts';
import opnsenseSecrets from '../generators/opnsense/secrets.ts';
import opnsenseSystem from '../generators/opnsense/system.ts';
import pbsBundle from '../generators/pbs/bundle.ts';
import pbsDeploy from '../generators/pbs/deploy.ts';
import pbsOptions from '../generators/pbs/options.ts';
import pbsSystem from '../generators/pbs/system.ts';
import prometheusCheckKinds from '../generators/prometheus/check-kinds.ts';
import prometheusChecks from '../generators/prometheus/checks.ts';
import prometheusDeploy from '../generators/prometheus/deploy.ts';
import prometheusOptions from '../generators/prometheus/options.ts';
import prometheusSystem from '../generators/prometheus/system.ts';
import proxmoxBundle from '../generators/proxmox/bundle.ts';
import proxmoxChecks from '../generators/proxmox/checks.ts';
import proxmoxDeploy from '../generators/proxmox/deploy.ts';
import proxmoxOptions from '../generators/proxmox/options.ts';
import proxmoxPanels from '../generators/proxmox/panels.ts';
import proxmoxProvisioning from '../generators/proxmox/provisioning.ts';
import proxmoxSystem from '../generators/proxmox/system.ts';
import renovateOptions from '../generators/renovate/options.ts';
import renovateSystem from '../generators/renovate/system.ts';
import resticBundle from '../generators/restic/bundle.ts';
import resticDeploy from '../generators/restic/deploy.ts';
import resticRunbooks from '../generators/restic/runbooks.ts';
import resticSecrets from '../generators/restic/secrets.ts';
import resticSystem from '../generators/restic/system.ts';
import sanoidBundle from '../generators/sanoid/bundle.ts';
import sanoidDeploy from '../generators/sanoid/deploy.ts';
import sanoidSystem from '../generators/sanoid/system.ts';
import semaphoreBundle from '../generators/semaphore/bundle.ts';
import semaphoreChecks from '../generators/semaphore/checks.ts';
import semaphoreDeploy from '../generators/semaphore/deploy.ts';
import semaphoreOptions from '../generators/semaphore/options.ts';
import semaphoreSystem from '../generators/semaphore/system.ts';
import sopsOptions from '../generators/sops/options.ts';
import sopsSystem from '../generators/sops/system.ts';
import traefikBundle from '../generators/traefik/bundle.ts';
import traefikChecks from '../generators/traefik/checks.ts';
import traefikDeploy from '../generators/traefik/deploy.ts';
import traefikOptions from '../generators/traefik/options.ts';
import traefikPolicy from '../generators/traefik/policy.ts';
import traefikRunbooks from '../generators/traefik/runbooks.ts';
import traefikSecrets from '../generators/traefik/secrets.ts';
import traefikSystem from '../generators/traefik/system.ts';
import unboundBundle from '../generators/unbound/bundle.ts';
import unboundDeploy from '../generators/unbound/deploy.ts';
import unboundSystem from '../generators/unbound/system.ts';
import vzdumpBundle from '../generators/vzdump/bundle.ts';
import vzdumpChecks from '../generators/vzdump/checks.ts';
import vzdumpDeploy from '../generators/vzdump/deploy.ts';
import vzdumpSecrets from '../generators/vzdump/secrets.ts';
import vzdumpSystem from '../generators/vzdump/system.ts';

export const systems: readonly SystemParts[] = [
  { ...alertmanagerSystem, options: alertmanagerOptions, checks: alertmanagerChecks, runbooks: alertmanagerRunbooks, secrets: alertmanagerSecrets, bundle: alertmanagerBundle, panels: alertmanagerPanels, deploy: alertmanagerDeploy },
  { ...ansibleSystem, options: ansibleOptions, checks: ansibleChecks, bundle: ansibleBundle, automates: ansibleAutomates, deploy: ansibleDeploy, checkKinds: ansibleCheckKinds },
  ansibleVaultSystem,
  { ...btrbkSystem, bundle: btrbkBundle, deploy: btrbkDeploy },
  { ...bundleSystem, options: bundleOptions, checks: bundleChecks },
  { ...cloudflareSystem, options: cloudflareOptions, secrets: cloudflareSecrets, bundle: cloudflareBundle, deploy: cloudflareDeploy, provisioning: cloudflareProvisioning },
  { ...cloudflaredSystem, options: cloudflaredOptions, runbooks: cloudflaredRunbooks, secrets: cloudflaredSecrets, bundle: cloudflaredBundle, deploy: cloudflaredDeploy, policy: cloudflaredPolicy },
  { ...composeSystem, checks: composeChecks, runbooks: composeRunbooks, bundle: composeBundle, panels: composePanels, engine: composeEngine, deploy: composeDeploy, policy: composePolicy, checkKinds: composeCheckKinds },
  { ...crowdsecSystem, guides: crowdsecGuides, secrets: crowdsecSecrets, bundle: crowdsecBundle, deploy: crowdsecDeploy },
  { ...dnsmasqSystem, bundle: dnsmasqBundle, deploy: dnsmasqDeploy },
  docsSystem,
  { ...dumpsSystem, runbooks: dumpsRunbooks, bundle: dumpsBundle, deploy: dumpsDeploy },
  { ...forgejoActionsSystem, options: forgejoActionsOptions, checks: forgejoActionsChecks, bundle: forgejoActionsBundle, deploy: forgejoActionsDeploy },
  { ...gitIgnoreSystem, bundle: gitIgnoreBundle, deploy: gitIgnoreDeploy },
  { ...githubActionsSystem, options: githubActionsOptions, checks: githubActionsChecks, bundle: githubActionsBundle, deploy: githubActionsDeploy },
  { ...lvmSnapshotsSystem, bundle: lvmSnapshotsBundle, deploy: lvmSnapshotsDeploy },
  { ...networkdSystem, checks: networkdChecks, bundle: networkdBundle, deploy: networkdDeploy },
  { ...nftablesSystem, bundle: nftablesBundle, deploy: nftablesDeploy },
  { ...opnsenseSystem, options: opnsenseOptions, secrets: opnsenseSecrets, bundle: opnsenseBundle, deploy: opnsenseDeploy },
  { ...pbsSystem, options: pbsOptions, bundle: pbsBundle, deploy: pbsDeploy },
  { ...prometheusSystem, options: prometheusOptions, checks: prometheusChecks, deploy: prometheusDeploy, checkKinds: prometheusCheckKinds },
  { ...proxmoxSystem, options: proxmoxOptions, checks: proxmoxChecks, bundle: proxmoxBundle, panels: proxmoxPanels, deploy: proxmoxDeploy, provisioning: proxmoxProvisioning },
  { ...renovateSystem, options: renovateOptions },
  { ...resticSystem, runbooks: resticRunbooks, secrets: resticSecrets, bundle: resticBundle, deploy: resticDeploy },
  { ...sanoidSystem, bundle: sanoidBundle, deploy: sanoidDeploy },
  { ...semaphoreSystem, options: semaphoreOptions, checks: semaphoreChecks, bundle: semaphoreBundle, deploy: semaphoreDeploy },
  { ...sopsSystem, options: sopsOptions },
  { ...traefikSystem, options: traefikOptions, checks: traefikChecks, runbooks: traefikRunbooks, secrets: traefikSecrets, bundle: traefikBundle, deploy: traefikDeploy, policy: traefikPolicy },
  { ...unboundSystem, bundle: unboundBundle, deploy: unboundDeploy },
  { ...vzdumpSystem, checks: vzdumpChecks, secrets: vzdumpSecrets, bundle: vzdumpBundle, deploy: vzdumpDeploy },
];
