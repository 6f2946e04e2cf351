import type { Model } from '../../../core/contract.ts';
import { guestsOn } from '../../../core/facts/lookup.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { isProxmox } from './is-proxmox.ts';

/** Repository path of the folder with the files of all hosts. */
export const FOLDER = 'infra/proxmox';

/** Repository paths of the files of a host and of its guests. */
export const fileOf = {
  interfaces: ({ id }: Host): string => `${FOLDER}/${id}/interfaces`,
  cluster: `${FOLDER}/firewall/cluster.fw`,
  host: ({ id }: Host): string => `${FOLDER}/firewall/${id}.host.fw`,
  guest: ({ vmid }: Guest): string => `${FOLDER}/firewall/${vmid}.fw`,
} as const;

/** A host that runs Proxmox VE, with the guests on it that are there. */
export interface ProxmoxHost {
  readonly host: Host;
  readonly guests: readonly Guest[];
}

export function proxmoxHosts(model: Model): readonly ProxmoxHost[] {
  return model.hosts
    .filter((host) => isProxmox(host) && !host.planned)
    .map((host) => ({ host, guests: guestsOn(model, host).filter(({ planned }) => !planned) }));
}
