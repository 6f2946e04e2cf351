import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import { rootOf, secretsOf } from '../facts/backup/places.ts';
import { routerRole } from '../facts/network/router-role.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';
import type { SubjectId } from '../model/node.ts';

/** Id of the router of the lab among the machines that are deployed to; no host is called so, since its generated folders would be the router's. */
export const ROUTER = 'router';

/** Where the repository is on a router, which has no engine to say it. */
export const ROUTER_ROOT = '/opt/rackbook';
const ROUTER_SECRETS = '/etc/rackbook/secrets';

/** A machine that something can be deployed to. */
export interface DeployMachine {
  readonly id: string;
  readonly title: string;
  readonly kind: 'host' | 'guest' | 'router';
  /** Its page; the router has none. */
  readonly subject?: SubjectId;
  readonly machine?: Host | Guest;
  /** IPv4 address that it is administered at; absent for one without an address. */
  readonly address?: string;
  /** What runs on it, as the inventory says it in words. */
  readonly os?: string;
  /** Folder on it that holds `infra/`. */
  readonly root: string;
  /** Folder on it that holds secret files, `<service>/<secret>`. */
  readonly secrets: string;
  /** Ids of its networks, sorted. */
  readonly networks: readonly string[];
}

/** Every machine of the lab that is there, hosts first, then guests, then the router where its files are generated. */
export const deployMachinesOf = once((model: Model): readonly DeployMachine[] => {
  const { router } = model.lab;
  const machines = [...model.hosts, ...model.guests]
    .filter(({ planned }) => !planned)
    .map(
      (machine): DeployMachine => ({
        id: machine.id,
        title: machine.title,
        kind: 'vmid' in machine ? 'guest' : 'host',
        subject: machine.subject,
        machine,
        ...(machine.primary ? { address: machine.primary.ip } : {}),
        ...(machine.os === undefined ? {} : { os: machine.os }),
        root: rootOf(machine),
        secrets: secretsOf(machine),
        networks: machine.addresses.map(({ network }) => network.id),
      }),
    );
  if (!router || !routerRole(model)?.isMachine) return machines;
  const gateways = model.networks.filter(({ planned, gateway }) => !planned && gateway !== undefined);
  const administered = gateways.find(({ role }) => role === 'management') ?? gateways[0];
  return [
    ...machines,
    {
      id: ROUTER,
      title: router.title,
      kind: 'router',
      ...(administered?.gateway === undefined ? {} : { address: administered.gateway }),
      os: 'Debian',
      root: ROUTER_ROOT,
      secrets: ROUTER_SECRETS,
      networks: gateways.map(({ id }) => id),
    },
  ];
});
