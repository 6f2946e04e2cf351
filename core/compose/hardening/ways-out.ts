import { once } from '../../../lib/once.ts';
import { parseShortVolume } from '../short-volume.ts';
import type { Stack } from '../stacks.ts';
import { type HardeningRow, type Spec, securityOptions } from './row.ts';

/** Folders of the machine that say or decide more than one application's data. */
const HOST_FOLDER = /^\/(|boot|dev|etc|home|proc|root|run|sys|var|var\/lib|var\/log|var\/run)\/?$/;

/** Everything that the fragment opens from the container to its machine; one row that says so when there is nothing. */
export function waysOut(container: string, spec: Spec, stack: Stack): readonly HardeningRow[] {
  const found = [
    spec['privileged'] === true && row('Privileged', 'it may do on the machine whatever root may'),
    spec['network_mode'] === 'host' && row('Network of the machine', 'it sees and listens on all of it'),
    spec['pid'] === 'host' && row('Processes of the machine', 'it sees them all'),
    spec['ipc'] === 'host' && row('Shared memory of the machine', 'it can read and change it'),
    spec['uts'] === 'host' && row('Name of the machine', 'it can change it'),
    spec['cgroup'] === 'host' && row('Control groups of the machine', 'it sees them all'),
    spec['userns_mode'] === 'host' && row('Users of the machine', 'its root is the root of the machine'),
    engineSocket(container, spec, stack),
    list('Devices', [...texts(spec['devices']), ...texts(spec['device_cgroup_rules']), ...reservedDevices(spec)]),
    list('Folders of the machine', folders(spec, stack)),
    list(
      'Filters of the kernel off',
      securityOptions(spec).filter((option) => /[:=](unconfined|disable)$/.test(option)),
    ),
  ].filter((row) => row !== false && row !== undefined);
  if (found.length > 0) return found;
  return [
    { measure: 'Apart from the machine', state: 'yes', detail: `no host network, processes, devices or ${stack.engine.name} socket` },
  ];
}

function row(measure: string, detail: string): HardeningRow {
  return { measure, state: 'weaker', detail };
}

function list(measure: string, items: readonly string[]): HardeningRow | undefined {
  return items.length === 0 ? undefined : row(measure, items.join(', '));
}

function engineSocket(container: string, spec: Spec, { service, engine }: Stack): HardeningRow | undefined {
  if (spec['use_api_socket'] !== true && !sources(spec).some(({ source }) => engine.sockets.test(source))) return undefined;
  const { engineApi, engineSocket: reason } = service;
  const measure = `${engine.name} socket`;
  if (engineApi && container === engine.apiProxy.container)
    return row(measure, `it lets ${engineApi.container} read ${engineApi.allow.join(', ')} and refuses all else`);
  return row(measure, `who holds it holds the machine, even read-only. ${reason ? `The reason: ${reason}` : 'Nothing says why'}`);
}

function folders(spec: Spec, { engine }: Stack): readonly string[] {
  return sources(spec)
    .filter(({ source }) => HOST_FOLDER.test(source) || engine.folders.includes(source.replace(/\/$/, '')))
    .map(({ source, readOnly }) => (readOnly ? `${source} (read-only)` : source));
}

const sources = once(({ volumes }: Spec): readonly { readonly source: string; readonly readOnly: boolean }[] => {
  if (!Array.isArray(volumes)) return [];
  return volumes.flatMap((entry) => {
    if (typeof entry === 'string') {
      const { source, modes } = parseShortVolume(entry);
      return source === undefined ? [] : [{ source, readOnly: modes.includes('ro') }];
    }
    const { source, read_only } = (entry ?? {}) as Spec;
    return typeof source === 'string' ? [{ source, readOnly: read_only === true }] : [];
  });
});

function reservedDevices(spec: Spec): readonly string[] {
  const deploy = spec['deploy'] as { readonly resources?: { readonly reservations?: { readonly devices?: unknown } } } | null | undefined;
  const reserved = deploy?.resources?.reservations?.devices;
  return [
    ...(Array.isArray(reserved) && reserved.length > 0 ? ['reserved ones'] : []),
    ...(spec['gpus'] === undefined ? [] : ['graphics cards']),
  ];
}

function texts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry) =>
    typeof entry === 'object' && entry !== null ? String((entry as Spec)['source'] ?? 'a device') : String(entry),
  );
}
