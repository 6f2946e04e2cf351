// Written by `npm run registry` from the folders below generators/. Do not edit.

import alertmanagerTool from '../generators/alertmanager/tool.ts';
import ansibleTool from '../generators/ansible/tool.ts';
import btrbkTool from '../generators/btrbk/tool.ts';
import cloudflareTool from '../generators/cloudflare/tool.ts';
import cloudflaredTool from '../generators/cloudflared/tool.ts';
import crowdsecTool from '../generators/crowdsec/tool.ts';
import dnsmasqTool from '../generators/dnsmasq/tool.ts';
import dumpsTool from '../generators/dumps/tool.ts';
import forgejoActionsTool from '../generators/forgejo-actions/tool.ts';
import gitIgnoreTool from '../generators/git-ignore/tool.ts';
import githubActionsTool from '../generators/github-actions/tool.ts';
import nftablesTool from '../generators/nftables/tool.ts';
import prometheusTool from '../generators/prometheus/tool.ts';
import proxmoxTool from '../generators/proxmox/tool.ts';
import resticTool from '../generators/restic/tool.ts';
import sanoidTool from '../generators/sanoid/tool.ts';
import sopsTool from '../generators/sops/tool.ts';
import traefikTool from '../generators/traefik/tool.ts';
import unboundTool from '../generators/unbound/tool.ts';

export const tools = {
  alertmanager: alertmanagerTool,
  ansible: ansibleTool,
  btrbk: btrbkTool,
  cloudflare: cloudflareTool,
  cloudflared: cloudflaredTool,
  crowdsec: crowdsecTool,
  dnsmasq: dnsmasqTool,
  dumps: dumpsTool,
  'forgejo-actions': forgejoActionsTool,
  'git-ignore': gitIgnoreTool,
  'github-actions': githubActionsTool,
  nftables: nftablesTool,
  prometheus: prometheusTool,
  proxmox: proxmoxTool,
  restic: resticTool,
  sanoid: sanoidTool,
  sops: sopsTool,
  traefik: traefikTool,
  unbound: unboundTool,
};
