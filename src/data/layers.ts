import { containersOf } from '../../core/compose/containers.ts';
import { addressPlanOf } from '../../core/facts/address-plan.ts';
import { coverageOf } from '../../core/facts/coverage.ts';
import { countPairs, matrixOf } from '../../core/facts/network/matrix.ts';
import { routesOf } from '../../core/facts/routes.ts';
import type { SubjectId } from '../../core/model/node.ts';
import { model } from './lab.ts';
import { guestsOn } from './placement.ts';
import { countThings } from './thing-counts.ts';

interface Layer {
  readonly title: string;
  /** What it consists of here, in a sentence. */
  readonly text: string;
  readonly things: readonly { readonly subject: SubjectId; readonly title: string }[];
}

/** The lab from the outside in; a layer that the lab does not have is left out. */
export const layers: readonly Layer[] = [entrance(), virtualization(), containers(), networks(), backup()].filter(
  (layer) => layer !== undefined,
);

function entrance(): Layer | undefined {
  const { tunnel, ingress } = model.lab;
  const things = [tunnel, ingress].filter((service) => service !== undefined);
  if (things.length === 0) return undefined;
  const outside = routesOf(model).filter(({ exposure }) => exposure.to.includes('tunnel')).length;
  const way = tunnel ? `; ${outside} of them can be reached from outside through the tunnel, without an open port` : '';
  return { title: 'Entrance', text: `${count(routesOf(model).length, 'hostname leads', 'hostnames lead')} to services${way}.`, things };
}

function virtualization(): Layer | undefined {
  const things = model.hosts.filter((host) => guestsOn(host).length > 0);
  if (things.length === 0) return undefined;
  const machines = model.guests.filter(({ type }) => type === 'vm');
  const containers = model.guests.filter(({ type }) => type !== 'vm');
  return {
    title: 'Virtualization',
    text: `${countThings(machines, 'virtual machine')} and ${countThings(containers, 'LXC container')}.`,
    things,
  };
}

function containers(): Layer | undefined {
  const things = [...model.hosts, ...model.guests].filter(({ engine }) => engine !== undefined);
  const engine = things[0]?.engine?.product.title;
  if (engine === undefined) return undefined;
  return {
    title: 'Containers',
    text: `${count(containersOf(model).length, 'container', 'containers')} in ${count(things.length, engine, `${engine}s`)}, each service in its own Compose project.`,
    things,
  };
}

function networks(): Layer | undefined {
  if (model.networks.length === 0) return undefined;
  return {
    title: 'Networks',
    text: `${count(addressPlanOf(model).length, 'address is', 'addresses are')} given out in ${count(model.networks.length, 'network', 'networks')}${passing()}.`,
    things: model.networks,
  };
}

/** What the router does between them. */
function passing(): string {
  const { router } = model.lab;
  const { open, closed } = countPairs(matrixOf(model));
  return router ? `; ${router.title} lets something through between ${open} of ${open + closed} pairs of zones, and nothing else` : '';
}

function backup(): Layer | undefined {
  if (model.repositories.length === 0) return undefined;
  const places = coverageOf(model);
  const undecided = places.filter(({ decision }) => decision === 'undecided').length;
  const decided = undecided === 0 ? 'every one has a decision' : count(undecided, 'is undecided', 'are undecided');
  return {
    title: 'Backup',
    text: `${count(places.length, 'place holds', 'places hold')} state; ${decided}.`,
    things: model.repositories,
  };
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
