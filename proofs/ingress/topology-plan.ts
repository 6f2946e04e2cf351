import { createHash, randomBytes } from 'node:crypto';
import { stacksOf } from '../../core/compose/stacks.ts';
import type { Model } from '../../core/contract.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { NodePlan, TopologyPlan } from '../../testbed/topology/plan.ts';
import { ingressProofOf, interfacesProofs } from '../system-proofs.ts';
import type { Visitor } from './visitors.ts';

/** A login that the ingress takes during the proof. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

export function makeLogin(): Login {
  return { user: 'proof', password: randomBytes(12).toString('hex') };
}

/** The login as a line of an htpasswd file. */
export function userLine({ user, password }: Login): string {
  return `${user}:{SHA}${createHash('sha1').update(password).digest('base64')}`;
}

/** Settings of the container engine of a machine, by the machine's id. */
type EngineSettings = (machine: string) => object;

/** Every machine of the lab with its addresses, an engine where it has stacks, and the visitors. */
export function topologyPlan(model: Model, visitors: readonly Visitor[], login: Login, settings: EngineSettings): TopologyPlan {
  const { router } = model.lab;
  // Networks are called as the files of the machines call them.
  const [interfaces] = interfacesProofs(model);
  const machines = [...model.hosts, ...model.guests].filter((machine) => !machine.planned && machine.addresses.length > 0);
  return {
    networks: model.networks
      .filter((network) => !network.planned)
      .map(({ id, vlan, cidr, gateway, cidr6, gateway6 }) => ({
        id,
        ...(router && vlan !== undefined && interfaces ? { interface: interfaces.interfaceIn(vlan) } : {}),
        cidr,
        ...(gateway === undefined ? {} : { gateway }),
        ...(cidr6 === undefined ? {} : { cidr6 }),
        ...(gateway6 === undefined ? {} : { gateway6 }),
      })),
    nodes: [
      ...machines.map((machine) => machinePlan(machine, model, login, settings)),
      ...visitors.map(({ id, network, ip }) => ({ id, addresses: [{ network: network.id, ip }] })),
    ],
  };
}

function machinePlan(machine: Host | Guest, model: Model, login: Login, settings: EngineSettings): NodePlan {
  const stacks = stacksOf(model).filter((stack) => stack.machine === machine);
  return {
    id: machine.id,
    addresses: machine.addresses.map(({ network, ip, ip6 }) => ({ network: network.id, ip, ...(ip6 === undefined ? {} : { ip6 }) })),
    ...(machine.engine && stacks.length > 0
      ? {
          engine: {
            settings: settings(machine.id),
            files: Object.fromEntries(
              stacks.flatMap(({ service, secretFiles }) =>
                secretFiles.map(({ path }) => [path, { content: secret(path, service === model.lab.ingress, model, login), mode: 0o644 }]),
              ),
            ),
          },
        }
      : {}),
  };
}

/** A stand-in for a secret: a login where a middleware reads users from the file, otherwise nothing that means anything. */
function secret(path: string, ofIngress: boolean, model: Model, login: Login): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (ofIngress && ingressProofOf(model)?.readsUsersFrom(model, name)) return `${userLine(login)}\n`;
  return `${randomBytes(16).toString('hex')}\n`;
}
