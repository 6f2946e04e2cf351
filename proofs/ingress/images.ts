import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { entryContainers } from '../../core/compose/entry-containers.ts';
import { publishedPorts } from '../../core/compose/published-ports.ts';
import { type Stack, stacksOf } from '../../core/compose/stacks.ts';
import type { Model } from '../../core/contract.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { ServiceImage } from '../../testbed/stand-in/image.ts';

type Container = Readonly<Record<string, unknown>>;

/** Real programs that take part. */
export interface RealParts {
  /** Path of the Traefik program on this machine. */
  readonly traefik: string;
  /** Folder with `plugins-local`, as Traefik looks for it below its working folder. */
  readonly plugins: string;
}

/** Where the stand-in for CrowdSec keeps its answer to bouncers. */
export const DECISIONS = '/www/v1/decisions/stream';

/**
 * Stand-ins for every image of one machine, by the pinned name. Where the parts of Traefik are given it is real, and CrowdSec answers its bouncer
 * with a file.
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
  if (real && service === model.lab.ingress && isEntry) return traefik(real);
  const programs = [...healthProgram(container), ...entryProgram(container)];
  if (holdsSocket(container)) return { ports: [stack.engine.apiProxy.port], mode: 'docker-proxy', programs };
  if (real && service === model.lab.bans?.engine && isEntry)
    return {
      ports: [8080],
      programs,
      files: { [DECISIONS]: '{"new":null,"deleted":null}\n' },
      entrypoint: ['/bin/httpd', '-f', '-p', '8080', '-h', '/www'],
    };
  return { ports: [...portsOf(stack, name, container)], programs };
}

async function traefik({ traefik: program, plugins }: RealParts): Promise<ServiceImage> {
  return {
    ports: [],
    binaries: { '/usr/local/bin/traefik': program },
    entrypoint: ['/usr/local/bin/traefik'],
    files: await tree(plugins),
  };
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

function holdsSocket(container: Container): boolean {
  return Array.isArray(container['volumes']) && container['volumes'].some((volume) => String(volume).includes('docker.sock'));
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

/** Every file below a folder, by its path from there. */
async function tree(folder: string): Promise<Record<string, Buffer>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  return Object.fromEntries(
    await Promise.all(
      entries.map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(folder.length), await readFile(path)] as const;
      }),
    ),
  );
}
