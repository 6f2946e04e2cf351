import type { ComposeFragment } from '../../model/service/service.ts';
import type { KeyPath } from '../../parse/locate.ts';
import { pairsOf } from '../overlay/place-value.ts';
import { asSpec, listed, type Spec } from './door.ts';

/** Text that a container is told, and where the project says it, seen from the container. */
export type SaidWord = readonly [path: KeyPath, word: string];

/** Variables as `NAME=value`, commands of its start, its checks and its hooks, and what its configs have inline. */
export function saidWords(spec: Spec, project: ComposeFragment): readonly SaidWord[] {
  const hooks = ['post_start', 'pre_stop'].flatMap((key) =>
    (Array.isArray(spec[key]) ? spec[key] : []).flatMap((hook: unknown, index) => [
      ...variables(asSpec(hook), [key, index]),
      ...words(asSpec(hook)['command'], [key, index, 'command']),
    ]),
  );
  return [
    ...variables(spec, []),
    ...['command', 'entrypoint'].flatMap((key) => words(spec[key], [key])),
    ...words(asSpec(spec['healthcheck'])['test'], ['healthcheck', 'test']),
    ...hooks,
    ...inlineConfigs(spec, project),
  ];
}

function variables(spec: Spec, at: KeyPath): readonly SaidWord[] {
  const { environment } = spec;
  return Object.entries(pairsOf(environment)).map(
    ([name, value], index): SaidWord => [[...at, 'environment', Array.isArray(environment) ? index : name], `${name}=${value ?? ''}`],
  );
}

function words(said: unknown, at: KeyPath): readonly SaidWord[] {
  return typeof said === 'string' ? [[at, said]] : listed(said).map((word, index): SaidWord => [[...at, index], word]);
}

function inlineConfigs(spec: Spec, project: ComposeFragment): readonly SaidWord[] {
  const grants = Array.isArray(spec['configs']) ? spec['configs'] : [];
  return grants.flatMap((grant: unknown, index): SaidWord[] => {
    const name = typeof grant === 'string' ? grant : asSpec(grant)['source'];
    const { content } = asSpec(asSpec(project['configs'])[String(name)]);
    return typeof content === 'string' ? [[['configs', index], content]] : [];
  });
}
