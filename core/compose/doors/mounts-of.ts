import type { KeyPath } from '../../parse/locate.ts';
import { pairsOf } from '../overlay/place-value.ts';
import { isPath, parseShortVolume } from '../short-volume.ts';
import { asSpec, isSet, listed, type Opening, type Spec } from './door.ts';
import type { MachineNames } from './machine-names.ts';
import { volumeSource } from './volume-source.ts';

/** A path of the machine, or what stands in its place, that a container gets to see. */
export interface HostMount {
  /** As the project writes it. */
  readonly source: string;
  readonly readOnly: boolean;
  readonly path: KeyPath;
  /** How the container gets it, where it is not mounted: `takes variables from`. */
  readonly by?: string;
  /** What it leads to, where that does not depend on a path. */
  readonly opening?: Opening;
}

/** Takes of all containers of a project what its files, folders and devices are on the machine, by whatever key they come in. */
export function mountsOf(name: string, project: Spec, machine: MachineNames): readonly HostMount[] {
  return collect(name, project, machine, false, [], new Set());
}

/** `taken`: where another container takes them all. */
function collect(
  name: string,
  project: Spec,
  machine: MachineNames,
  readOnly: boolean,
  taken: KeyPath,
  seen: Set<string>,
): readonly HostMount[] {
  if (seen.has(name)) return [];
  seen.add(name);
  const container = asSpec(asSpec(project['services'])[name]);
  const at = (...path: KeyPath): KeyPath => (taken.length > 0 ? taken : ['services', name, ...path]);
  const volumes = Array.isArray(container['volumes']) ? container['volumes'] : [];
  const own = [
    ...volumes.flatMap((entry: unknown, index) => volumeMounts(entry, at('volumes', index), project, machine)),
    ...readByRoot(container, at),
    ...(['configs', 'secrets'] as const).flatMap((section) => grants(container[section], section, at, project)),
  ].map((mount) => (readOnly ? { ...mount, readOnly } : mount));
  const others = listed(container['volumes_from']).flatMap((text, index) => {
    const [from = '', mode] = text.split(':');
    const path = at('volumes_from', index);
    return from === 'container' ? [] : collect(from, project, machine, readOnly || mode === 'ro', path, seen);
  });
  return [...own, ...others];
}

function volumeMounts(entry: unknown, path: KeyPath, project: Spec, machine: MachineNames): readonly HostMount[] {
  if (typeof entry === 'string') {
    const { source, modes } = parseShortVolume(entry);
    return source === undefined ? [] : ofSource(source, modes.includes('ro'), path, project, machine);
  }
  const { source, read_only, type } = asSpec(entry);
  if (typeof source !== 'string' || type === 'image' || type === 'tmpfs') return [];
  return type === 'bind' ? [{ source, readOnly: isSet(read_only), path }] : ofSource(source, isSet(read_only), path, project, machine);
}

/** A path, or a volume that may be a path under another name. */
function ofSource(source: string, readOnly: boolean, path: KeyPath, project: Spec, machine: MachineNames): readonly HostMount[] {
  if (isPath(source) || source.includes('${')) return [{ source, readOnly, path }];
  const { paths, readOnly: isReadOnly, opening } = volumeSource(source, asSpec(project['volumes'])[source], machine);
  if (opening) return [{ source, readOnly, path, opening }];
  return paths.map((each) => ({ source: each, readOnly: readOnly || isReadOnly, path }));
}

/** Files of variables and contexts of builds, which are read by root and end up in the container. */
function readByRoot({ env_file, build }: Spec, at: (...path: KeyPath) => KeyPath): readonly HostMount[] {
  const files = [env_file].flat().map((entry) => (typeof entry === 'string' ? entry : asSpec(entry)['path']));
  const { context, additional_contexts } = asSpec(build);
  const contexts = [typeof build === 'string' ? build : context, ...Object.values(pairsOf(additional_contexts))];
  const absolute = (all: readonly unknown[]) => all.filter((each): each is string => typeof each === 'string' && /^[/~]/.test(each));
  return [
    ...absolute(files).map((source) => ({ source, readOnly: true, path: at('env_file'), by: 'takes variables from' })),
    ...absolute(contexts).map((source) => ({ source, readOnly: true, path: at('build'), by: 'is built from' })),
  ];
}

/** Files of the machine that are mounted as configs and secrets; an engine mounts them so that they are only read. */
function grants(value: unknown, section: 'configs' | 'secrets', at: (...path: KeyPath) => KeyPath, project: Spec): readonly HostMount[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((grant: unknown, index) => {
    const name = typeof grant === 'string' ? grant : asSpec(grant)['source'];
    const { file } = asSpec(asSpec(project[section])[String(name)]);
    return typeof file === 'string' ? [{ source: file, readOnly: true, path: at(section, index) }] : [];
  });
}
