import { type HostLoss, hostLoss } from '../../core/facts/backup/host-loss.ts';
import { secretFile } from '../../core/facts/backup/places.ts';
import { type RecoveryNode, recoveryOf } from '../../core/facts/backup/recovery.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { SecretFile, Service } from '../../core/model/service/service.ts';
import { model, pagePath } from './lab.ts';

export type { HostLoss, RecoveryNode };

export const recovery = recoveryOf(model);

/** Hosts that can die: those that are there. */
export const hosts: readonly Host[] = model.hosts.filter(({ planned }) => !planned);

const losses = new Map(hosts.map((host) => [host, hostLoss(model, host)]));

export const lossOf = (host: Host): HostLoss | undefined => losses.get(host);

/** Site path of the page about a step of the recovery; the repository itself has no page. */
export function nodePath({ thing }: RecoveryNode): string | undefined {
  switch (thing.kind) {
    case 'git':
      return undefined;
    case 'host':
    case 'guest':
      return pagePath(thing.machine.subject);
    case 'repository':
      return pagePath(thing.repository.subject);
    default:
      return pagePath(thing.service.subject);
  }
}

/** What kind of thing comes back, in a word. */
export const NODE_KIND = {
  git: 'configuration',
  host: 'host',
  guest: 'guest',
  repository: 'backups',
  secret: 'secret',
  service: 'service',
} as const satisfies Record<RecoveryNode['thing']['kind'], string>;

/** Where a secret is, never what it is. */
interface SecretPlace {
  readonly service: Service;
  readonly secret: SecretFile;
  /** Path on the machine of its service. */
  readonly file: string;
  /** The vault that people look it up in, where the inventory names no other place. What opens the vault is not in there. */
  readonly vault?: Service;
}

const { vault } = model.lab.recovery;

export const secretPlaces: readonly SecretPlace[] = model.services
  .filter(({ planned }) => !planned)
  .flatMap((service) =>
    service.secrets.map((secret) => ({
      service,
      secret,
      file: secretFile(service, secret),
      ...(vault && service !== vault && secret.kept === undefined ? { vault } : {}),
    })),
  );
