import type { ComposeFragment } from '../../model/service/service.ts';
import type { KeyPath } from '../../parse/locate.ts';
import { containerNamed, lentBy } from '../lent-by.ts';
import { asSpec, type Opening } from './door.ts';

type Placed = readonly [path: KeyPath, opening: Opening];

/** What `host` means for each key that says whose a thing is. */
const NAMESPACES: Readonly<Record<string, string>> = {
  network_mode: 'is in the network of the machine: it gets at all that listens there, on 127.0.0.1 too',
  pid: 'sees and reaches all processes of the machine',
  ipc: 'reads and changes the shared memory of the machine',
  uts: 'can change the name of the machine',
  cgroup: 'sees the control groups of the machine',
  userns_mode: 'is not mapped to other users: its root is the root of the machine',
};
/** What a container of another project is asked for. */
const LENT: Readonly<Record<string, string>> = { network_mode: 'network', pid: 'processes', ipc: 'shared memory' };
/** What is a container's own, or nobody's. Another word is asked of the engine, which may know it as somebody's. */
const ITS_OWN: Readonly<Record<string, RegExp>> = {
  network_mode: /^(?:|none|bridge|default)$/,
  pid: /^(?:|private)$/,
  ipc: /^(?:|none|private|shareable)$/,
  uts: /^(?:|private)$/,
  cgroup: /^(?:|private)$/,
  userns_mode: /^(?:|private|auto.*|keep-id.*|nomap)$/,
};

/** Namespaces that a container has of its machine, or of a container that its project does not describe, itself or by a lender. */
export function namespaceDoors(name: string, project: ComposeFragment): readonly Placed[] {
  return Object.entries(NAMESPACES).flatMap(([key, what]): Placed[] => {
    const from = namespaceOf(name, key, project);
    if (from === 'host') return [[[key], { kind: 'namespace', key, what }]];
    if (ITS_OWN[key]?.test(from)) return [];
    const other = containerNamed(from);
    if (other === undefined) return [[[key], { kind: 'namespace', key, what: `has ${key}: ${from}, which is not of its own project` }]];
    return [
      [
        [key],
        { kind: 'namespace', key, what: `is in the ${LENT[key] ?? key} of ${other}, a container that its project does not describe` },
      ],
    ];
  });
}

/** Whose a namespace of a container is, at the end of all that the project lends. Empty: its own. */
function namespaceOf(name: string, key: string, project: ComposeFragment): string {
  const seen = new Set<string>();
  for (let at = name; !seen.has(at); ) {
    seen.add(at);
    const said = String(asSpec(project.services[at])[key] ?? '');
    const lender = lentBy(project, said);
    if (lender === undefined) return said;
    at = lender;
  }
  return '';
}

/** Whether what a container does in a namespace may reach beyond its own project. */
export function isShared(name: string, key: string, project: ComposeFragment): boolean {
  return ITS_OWN[key]?.test(namespaceOf(name, key, project)) !== true;
}
