import { asSpec, type Spec } from '../../core/compose/doors/door.ts';
import { statedDoorsOf } from '../../core/compose/doors/stated-door.ts';
import { hardeningOf } from '../../core/compose/hardening/hardening.ts';
import { pairsOf } from '../../core/compose/overlay/place-value.ts';
import { stacksOf } from '../../core/compose/stacks.ts';
import type { Decision, FilePolicy, Model } from '../../core/contract.ts';
import { ingressOf } from '../../core/facts/players.ts';
import type { ComposeFragment } from '../../core/model/service/service.ts';
import { stableText } from '../../formats/stable-text.ts';

/** What of a container is on pages beside what protects its machine. */
const KEYS = [
  'image',
  'network_mode',
  'networks',
  'ports',
  'volumes',
  'volumes_from',
  'secrets',
  'configs',
  'extra_hosts',
  'profiles',
  'scale',
];
const RESOURCES = ['configs', 'networks', 'secrets', 'volumes'];
/** Settings of the engine that change neither what it lets in nor where its networks are. */
const QUIET = new Set(['live-restore', 'log-driver', 'log-opts', 'max-concurrent-downloads', 'max-concurrent-uploads', 'registry-mirrors']);

function ofProject(value: unknown, path: string, model: Model): readonly Decision[] {
  const stack = stacksOf(model).find((each) => each.path === path);
  const document = asSpec(value);
  if (!stack) return [{ id: 'project', says: stableText(value), at: [] }];
  const { service, engine } = stack;
  const doors = statedDoorsOf(service, model.services, engine, document as unknown as ComposeFragment);
  const rows = hardeningOf({ ...stack, document, doors }).flatMap(({ container, rows }) =>
    rows.map(
      ({ measure, state, detail }): Decision => ({
        id: `${measure} of ${container}`,
        says: `${state}, ${detail}`,
        at: ['services', container],
      }),
    ),
  );
  const containers = Object.entries(asSpec(document['services'])).flatMap(([name, spec]) => ofContainer(name, asSpec(spec), model));
  const resources = RESOURCES.flatMap((section) =>
    Object.entries(asSpec(document[section])).map(
      ([name, said]): Decision => ({
        id: `${section} ${name}`,
        says: stableText(said),
        at: [section, name],
      }),
    ),
  );
  return [...containers, ...rows, ...resources];
}

function ofContainer(name: string, spec: Spec, model: Model): readonly Decision[] {
  const at = (key: string): Decision['at'] => ['services', name, key];
  const reads = ingressOf(model)?.role.reads;
  const labels = Object.entries(pairsOf(spec['labels'])).filter(([label]) => reads?.(label));
  return [
    { id: `container ${name}`, says: 'it is there', at: ['services', name] },
    ...KEYS.flatMap((key): Decision[] =>
      spec[key] === undefined ? [] : [{ id: `${key} of ${name}`, says: stableText(spec[key]), at: at(key) }],
    ),
    ...labels.map(([label, said]): Decision => ({ id: `label ${label} of ${name}`, says: String(said), at: at('labels') })),
  ];
}

function ofDaemon(value: unknown): readonly Decision[] {
  return Object.entries(asSpec(value)).flatMap(([key, said]) => (QUIET.has(key) ? [] : [{ id: key, says: stableText(said), at: [key] }]));
}

export default [
  { match: /\/compose\.yaml$/, decides: ofProject },
  { match: /\/daemon\.json$/, decides: ofDaemon },
] as const satisfies readonly FilePolicy[];
