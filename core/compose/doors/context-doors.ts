import type { ComposeFragment } from '../../model/service/service.ts';
import type { KeyPath } from '../../parse/locate.ts';
import type { ContainerEngine } from '../engine.ts';
import { asSpec, listed, type Opening, type Spec } from './door.ts';
import { type SaidWord, saidWords } from './said-words.ts';

/**
 * Stored connections by which a client in a container asks an engine. Where they lead stands in files that are no part of the project, or in
 * one that is, whose address is judged by itself.
 */
export function contextDoors(
  name: string,
  project: ComposeFragment,
  engine: ContainerEngine,
): readonly (readonly [path: KeyPath, opening: Opening])[] {
  const spec: Spec = asSpec(project.services[name]);
  return contextsIn([...saidWords(spec, project), ...wholeCommands(spec)], engine);
}

/** Those that words name, each once. */
export function contextsIn(words: readonly SaidWord[], engine: ContainerEngine): readonly (readonly [path: KeyPath, opening: Opening])[] {
  const found = words.flatMap(([path, word]) =>
    [...word.matchAll(engine.storedConnection)].flatMap(({ groups }) => {
      const value = groups?.['value'] ?? '';
      return value === '' || value === 'default' ? [] : [[path, value] as const];
    }),
  );
  return [...new Map(found.map(([path, value]) => [value, path]))].map(([value, path]) => [
    path,
    { kind: 'socket', key: value, what: `asks the engine of ${value}, a stored connection that may lead to any machine` },
  ]);
}

/** Commands whose option and its value are words of their own. */
function wholeCommands(spec: Spec): readonly SaidWord[] {
  const test = asSpec(spec['healthcheck'])['test'];
  return [
    [['entrypoint'], [...listed(spec['entrypoint']), ...listed(spec['command'])].join(' ')],
    [['healthcheck', 'test'], listed(test).join(' ')],
  ];
}
