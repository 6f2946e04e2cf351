import { entryContainers } from '../../core/compose/entry-containers.ts';
import { publishedPorts } from '../../core/compose/published-ports.ts';
import { type Stack, stacksOf } from '../../core/compose/stacks.ts';
import type { Model } from '../../core/contract.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { ServiceImage } from '../../testbed/stand-in/image.ts';
import type { BansProof } from '../../testbed/system-proof.ts';

type Container = Readonly<Record<string, unknown>>;

/** What is not the plain stand-in: the real ingress, and bans that it receives. */
export interface RealParts {
  readonly ingress: ServiceImage | undefined;
  readonly bans: BansProof | undefined;
}

/**
 * Stand-ins for every image of one machine, by the pinned name. Where the real parts are given the ingress is real, and what decides on
 * bans answers with a file.
 */
export async function imagesOf(machine: Host | Guest, model: Model, real?: RealParts): Promise<Readonly<Record<string, ServiceImage>>> {
  const images: Record<string, ServiceImage> = {};
  for (const stack of stacksOf(model).filter((each) => each.machine === machine)) {
    for (const [name, container] of containersOfStack(stack)) {
      const image = String(container['image']);
      images[image] = merged(images[image], await standIn(stack, name, container, model, real));
    }
  }
  return images;
}

export function containersOfStack({ document }: Stack): readonly (readonly [string, Container])[] {
  return Object.entries(document['services'] as Readonly<Record<string, Container>>);
}

async function standIn(stack: Stack, name: string, container: Container, model: Model, real: RealParts | undefined): Promise<ServiceImage> {
  const { service } = stack;
  const isEntry = service.compose !== undefined && entryContainers(service, service.compose)[0] === name;
  if (real?.ingress && service === model.lab.ingress && isEntry) return real.ingress;
  const programs = [...healthProgram(container), ...entryProgram(container)];
  if (holdsSocket(container, stack)) return { ports: [stack.engine.apiProxy.port], mode: 'api-proxy', programs };
  if (real?.bans && service === model.lab.bans?.engine && isEntry) {
    const { port, folder, answer } = real.bans.standIn;
    return {
      ports: [port],
      programs,
      files: { [answer]: real.bans.decisions([], []) },
      entrypoint: ['/bin/httpd', '-f', '-p', String(port), '-h', folder],
    };
  }
  return { ports: [...portsOf(stack, name, container)], programs };
}

/** Every port that something in the inventory says of the container. */
export function portsOf({ service }: Stack, name: string, container: Container): ReadonlySet<number> {
  const isEntry = service.compose !== undefined && entryContainers(service, service.compose).includes(name);
  const { test } = (container['healthcheck'] ?? {}) as { test?: unknown };
  return new Set([
    ...service.expose.filter((exposure) => exposure.container === name).map(({ port }) => port),
    ...publishedPorts(container).map(({ target }) => target),
    ...(isEntry && service.health.kind !== 'none' && service.health.port !== undefined ? [service.health.port] : []),
    ...[...String(test ?? '').matchAll(/(?:localhost|\d+\.\d+\.\d+\.\d+):(\d+)/g)].map(([, port]) => Number(port)),
  ]);
}

function healthProgram(container: Container): string[] {
  const { test } = (container['healthcheck'] ?? {}) as { test?: unknown };
  const [kind, program] = Array.isArray(test) ? (test as string[]) : [];
  return kind === 'CMD' && program !== undefined && !BUSYBOX.has(program) ? [program] : [];
}

/** What BusyBox has under the same name and does as the real one. */
const BUSYBOX = new Set(['wget', 'sh', 'true', 'nc']);

function entryProgram(container: Container): string[] {
  const { entrypoint } = container;
  const first = Array.isArray(entrypoint) ? (entrypoint[0] as string | undefined) : String(entrypoint ?? '').split(' ')[0];
  return first === undefined || first === '' ? [] : [first];
}

function holdsSocket({ volumes }: Container, { engine }: Stack): boolean {
  return Array.isArray(volumes) && volumes.some((volume) => engine.sockets.test(String(volume).split(':')[0] ?? ''));
}

/** Two containers of one image: the stand-in answers for both. */
function merged(one: ServiceImage | undefined, other: ServiceImage): ServiceImage {
  if (!one) return other;
  return {
    ...one,
    ...other,
    ports: [...new Set([...one.ports, ...other.ports])],
    programs: [...new Set([...(one.programs ?? []), ...(other.programs ?? [])])],
  };
}
