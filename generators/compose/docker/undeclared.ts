import type { Container } from '../../../core/compose/containers.ts';
import type { Drift, Model } from '../../../core/contract.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { count } from '../../../lib/plain-words.ts';
import type { Listed } from './answers.ts';

export const PROJECT = 'com.docker.compose.project';
export const SERVICE = 'com.docker.compose.service';
export const ONE_OFF = 'com.docker.compose.oneoff';

/** Differences named for one engine; the rest is counted. */
const LIMIT = 20;
const ALIVE = new Set(['running', 'restarting', 'paused']);

/** What runs on an engine undeclared: whole compose projects, extra containers of a project, lone containers. */
export function undeclared(
  model: Model,
  machine: Host | Guest,
  declared: readonly Container[],
  found: readonly Listed[],
  source: string,
): Drift[] {
  const projects = new Set(declared.map(({ project }) => project));
  const known = new Set(declared.map(({ project, name }) => `${project}/${name}`));
  const strange = new Map<string, { readonly message: (n: number) => string; n: number }>();
  for (const { Labels: labels, Names: names, State: state } of found) {
    const project = labels[PROJECT];
    if (!ALIVE.has(state) || labels[ONE_OFF] === 'True' || known.has(`${project}/${labels[SERVICE]}`)) continue;
    const name = names[0] ?? 'without a name';
    const [key, message]: [string, (n: number) => string] =
      project === undefined
        ? [`container ${name}`, () => `The container ${name} runs, and nothing declares it`]
        : projects.has(project)
          ? [
              `container ${project}/${labels[SERVICE] ?? name}`,
              () => `The container ${labels[SERVICE] ?? name} runs in ${project}, which does not declare it`,
            ]
          : [
              `project ${project}`,
              (n) =>
                `The compose project ${project} runs (${count(n, 'container')}), and ${planned(model, project) ? 'it is only planned' : 'nothing declares it'}`,
            ];
    const entry = strange.get(key) ?? { message, n: 0 };
    entry.n += 1;
    strange.set(key, entry);
  }
  const all = [...strange].sort(([a], [b]) => (a < b ? -1 : 1));
  const named = all
    .slice(0, LIMIT)
    .map(([actual, { message, n }]): Drift => ({ subject: machine.subject, kind: 'undeclared', actual, message: message(n), source }));
  const rest = all.length - named.length;
  return rest === 0
    ? named
    : [
        ...named,
        { subject: machine.subject, kind: 'undeclared', actual: `${rest} more`, message: `${rest} more undeclared things run`, source },
      ];
}

const planned = (model: Model, project: string): boolean => model.services.some(({ id, planned: only }) => id === project && only);
