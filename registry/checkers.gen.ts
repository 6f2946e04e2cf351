// Written by `npm run registry` from the folders below generators/. Do not edit.

import ansibleChecker from '../generators/ansible/checker.ts';
import btrbkChecker from '../generators/btrbk/checker.ts';
import cloudflaredChecker from '../generators/cloudflared/checker.ts';
import composeChecker from '../generators/compose/checker.ts';
import crowdsecChecker from '../generators/crowdsec/checker.ts';
import dnsmasqChecker from '../generators/dnsmasq/checker.ts';
import docsChecker from '../generators/docs/checker.ts';
import gitIgnoreChecker from '../generators/git-ignore/checker.ts';
import githubActionsChecker from '../generators/github-actions/checker.ts';
import networkdChecker from '../generators/networkd/checker.ts';
import nftablesChecker from '../generators/nftables/checker.ts';
import opnsenseChecker from '../generators/opnsense/checker.ts';
import pbsChecker from '../generators/pbs/checker.ts';
import proxmoxChecker from '../generators/proxmox/checker.ts';
import renovateChecker from '../generators/renovate/checker.ts';
import resticChecker from '../generators/restic/checker.ts';
import sanoidChecker from '../generators/sanoid/checker.ts';
import semaphoreChecker from '../generators/semaphore/checker.ts';
import traefikChecker from '../generators/traefik/checker.ts';
import unboundChecker from '../generators/unbound/checker.ts';
import vzdumpChecker from '../generators/vzdump/checker.ts';

export const checkers = {
  ansible: ansibleChecker,
  btrbk: btrbkChecker,
  cloudflared: cloudflaredChecker,
  compose: composeChecker,
  crowdsec: crowdsecChecker,
  dnsmasq: dnsmasqChecker,
  docs: docsChecker,
  'git-ignore': gitIgnoreChecker,
  'github-actions': githubActionsChecker,
  networkd: networkdChecker,
  nftables: nftablesChecker,
  opnsense: opnsenseChecker,
  pbs: pbsChecker,
  proxmox: proxmoxChecker,
  renovate: renovateChecker,
  restic: resticChecker,
  sanoid: sanoidChecker,
  semaphore: semaphoreChecker,
  traefik: traefikChecker,
  unbound: unboundChecker,
  vzdump: vzdumpChecker,
};
