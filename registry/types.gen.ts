// Written by `npm run registry` from the folders below generators/. Do not edit.

import type { z } from 'zod';
import type alertmanagerOptions from '../generators/alertmanager/options.ts';
import type ansibleOptions from '../generators/ansible/options.ts';
import type bundleOptions from '../generators/bundle/options.ts';
import type cloudflareOptions from '../generators/cloudflare/options.ts';
import type cloudflaredOptions from '../generators/cloudflared/options.ts';
import type forgejoActionsOptions from '../generators/forgejo-actions/options.ts';
import type githubActionsOptions from '../generators/github-actions/options.ts';
import type opnsenseOptions from '../generators/opnsense/options.ts';
import type pbsOptions from '../generators/pbs/options.ts';
import type prometheusOptions from '../generators/prometheus/options.ts';
import type proxmoxOptions from '../generators/proxmox/options.ts';
import type renovateOptions from '../generators/renovate/options.ts';
import type semaphoreOptions from '../generators/semaphore/options.ts';
import type sopsOptions from '../generators/sops/options.ts';
import type traefikOptions from '../generators/traefik/options.ts';

declare module '../core/contract.ts' {
  interface SystemIds {
    readonly alertmanager: true;
    readonly ansible: true;
    readonly 'ansible-vault': true;
    readonly btrbk: true;
    readonly bundle: true;
    readonly cloudflare: true;
    readonly cloudflared: true;
    readonly compose: true;
    readonly crowdsec: true;
    readonly dnsmasq: true;
    readonly docs: true;
    readonly dumps: true;
    readonly 'forgejo-actions': true;
    readonly 'git-ignore': true;
    readonly 'github-actions': true;
    readonly 'lvm-snapshots': true;
    readonly networkd: true;
    readonly nftables: true;
    readonly opnsense: true;
    readonly pbs: true;
    readonly prometheus: true;
    readonly proxmox: true;
    readonly renovate: true;
    readonly restic: true;
    readonly sanoid: true;
    readonly semaphore: true;
    readonly sops: true;
    readonly traefik: true;
    readonly unbound: true;
    readonly vzdump: true;
  }
  interface JudgeIds {
    readonly act: true;
    readonly actionlint: true;
    readonly 'age-keygen': true;
    readonly alertmanager: true;
    readonly amtool: true;
    readonly ansible: true;
    readonly 'ansible-arguments': true;
    readonly 'ansible-config': true;
    readonly 'ansible-doc': true;
    readonly 'ansible-inventory': true;
    readonly 'ansible-lint': true;
    readonly 'ansible-playbook': true;
    readonly 'ansible-plugins': true;
    readonly 'ansible-syntax': true;
    readonly 'ansible-texts': true;
    readonly 'ansible-vault': true;
    readonly btrbk: true;
    readonly btrfs: true;
    readonly busybox: true;
    readonly chromium: true;
    readonly cloudflared: true;
    readonly 'cloudflared-config': true;
    readonly crowdsec: true;
    readonly cscli: true;
    readonly 'debian-archive': true;
    readonly 'debian-tree': true;
    readonly dnsmasq: true;
    readonly 'docker-compose': true;
    readonly 'docker-compose-newest': true;
    readonly 'docker-daemon': true;
    readonly dockerd: true;
    readonly git: true;
    readonly 'git-ignore': true;
    readonly 'ifupdown2': true;
    readonly mariadbd: true;
    readonly mermaid: true;
    readonly 'mkfs.btrfs': true;
    readonly networkd: true;
    readonly nft: true;
    readonly 'nft-check': true;
    readonly opnsense: true;
    readonly 'pbs-access': true;
    readonly 'pbs-datastores': true;
    readonly postgres: true;
    readonly prometheus: true;
    readonly promtool: true;
    readonly 'proxmox-access': true;
    readonly 'proxmox-api': true;
    readonly 'proxmox-apply': true;
    readonly 'proxmox-provider': true;
    readonly 'proxmox-validate': true;
    readonly 'pve-firewall': true;
    readonly python: true;
    readonly renovate: true;
    readonly restic: true;
    readonly 'restic-lists': true;
    readonly sanoid: true;
    readonly 'semaphore-backup': true;
    readonly 'semaphore-project': true;
    readonly shellcheck: true;
    readonly sops: true;
    readonly 'systemd-analyze': true;
    readonly 'systemd-unit': true;
    readonly terraform: true;
    readonly traefik: true;
    readonly unbound: true;
    readonly 'unbound-checkconf': true;
    readonly 'vzdump-jobs': true;
    readonly 'worker-bouncer': true;
    readonly 'workflow-safety': true;
  }
}

declare module '../core/diagnostic.ts' {
  interface SystemCodes {
    readonly 'alertmanager-secret': true;
    readonly 'alertmanager-unmounted': true;
    readonly 'ansible-machine': true;
    readonly 'bundle-too-large': true;
    readonly 'docker-socket': true;
    readonly 'duplicate-vmid': true;
    readonly 'guest-incomplete': true;
    readonly 'host-access': true;
    readonly 'node-exporter-container': true;
    readonly 'passthrough-unsaid': true;
    readonly 'semaphore-timezone': true;
    readonly 'traefik-own-router': true;
  }
}

declare module '../core/facts/runbooks/runbook.ts' {
  interface SystemRunbookKinds {
    readonly 'no-alert-arrives': true;
  }
}

declare module '../core/model/lab/lab.ts' {
  interface SystemOptions {
    readonly alertmanager: z.infer<typeof alertmanagerOptions>;
    readonly ansible: z.infer<typeof ansibleOptions>;
    readonly bundle: z.infer<typeof bundleOptions>;
    readonly cloudflare: z.infer<typeof cloudflareOptions>;
    readonly cloudflared: z.infer<typeof cloudflaredOptions>;
    readonly 'forgejo-actions': z.infer<typeof forgejoActionsOptions>;
    readonly 'github-actions': z.infer<typeof githubActionsOptions>;
    readonly opnsense: z.infer<typeof opnsenseOptions>;
    readonly pbs: z.infer<typeof pbsOptions>;
    readonly prometheus: z.infer<typeof prometheusOptions>;
    readonly proxmox: z.infer<typeof proxmoxOptions>;
    readonly renovate: z.infer<typeof renovateOptions>;
    readonly semaphore: z.infer<typeof semaphoreOptions>;
    readonly sops: z.infer<typeof sopsOptions>;
    readonly traefik: z.infer<typeof traefikOptions>;
  }
}
