// Written by `npm run registry` from the folders below generators/. Do not edit.

import alertmanagerMutations from '../generators/alertmanager/mutations.ts';
import ansibleMutations from '../generators/ansible/mutations.ts';
import btrbkMutations from '../generators/btrbk/mutations.ts';
import cloudflareMutations from '../generators/cloudflare/mutations.ts';
import cloudflaredMutations from '../generators/cloudflared/mutations.ts';
import composeMutations from '../generators/compose/mutations.ts';
import crowdsecMutations from '../generators/crowdsec/mutations.ts';
import dnsmasqMutations from '../generators/dnsmasq/mutations.ts';
import docsMutations from '../generators/docs/mutations.ts';
import dumpsMutations from '../generators/dumps/mutations.ts';
import forgejoActionsMutations from '../generators/forgejo-actions/mutations.ts';
import gitIgnoreMutations from '../generators/git-ignore/mutations.ts';
import githubActionsMutations from '../generators/github-actions/mutations.ts';
import lvmSnapshotsMutations from '../generators/lvm-snapshots/mutations.ts';
import networkdMutations from '../generators/networkd/mutations.ts';
import nftablesMutations from '../generators/nftables/mutations.ts';
import opnsenseMutations from '../generators/opnsense/mutations.ts';
import pbsMutations from '../generators/pbs/mutations.ts';
import proxmoxMutations from '../generators/proxmox/mutations.ts';
import renovateMutations from '../generators/renovate/mutations.ts';
import resticMutations from '../generators/restic/mutations.ts';
import sanoidMutations from '../generators/sanoid/mutations.ts';
import semaphoreMutations from '../generators/semaphore/mutations.ts';
import traefikMutations from '../generators/traefik/mutations.ts';
import unboundMutations from '../generators/unbound/mutations.ts';
import vzdumpMutations from '../generators/vzdump/mutations.ts';

export const mutations = {
  alertmanager: alertmanagerMutations,
  ansible: ansibleMutations,
  btrbk: btrbkMutations,
  cloudflare: cloudflareMutations,
  cloudflared: cloudflaredMutations,
  compose: composeMutations,
  crowdsec: crowdsecMutations,
  dnsmasq: dnsmasqMutations,
  docs: docsMutations,
  dumps: dumpsMutations,
  'forgejo-actions': forgejoActionsMutations,
  'git-ignore': gitIgnoreMutations,
  'github-actions': githubActionsMutations,
  'lvm-snapshots': lvmSnapshotsMutations,
  networkd: networkdMutations,
  nftables: nftablesMutations,
  opnsense: opnsenseMutations,
  pbs: pbsMutations,
  proxmox: proxmoxMutations,
  renovate: renovateMutations,
  restic: resticMutations,
  sanoid: sanoidMutations,
  semaphore: semaphoreMutations,
  traefik: traefikMutations,
  unbound: unboundMutations,
  vzdump: vzdumpMutations,
};
