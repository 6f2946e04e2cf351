import type { Model, Panel } from '../../core/contract.ts';

/** Where an engine keeps its stacks and secrets, on the page of its machine. */
export default function panels(model: Model): readonly Panel[] {
  return [...model.hosts, ...model.guests].flatMap(({ subject, docker }) =>
    docker
      ? [
          {
            subject,
            title: 'Docker Engine',
            facts: [
              { name: 'Stacks', value: `${docker.root}/infra/compose`, code: true },
              { name: 'Secrets', value: docker.secrets, code: true },
            ],
          } satisfies Panel,
        ]
      : [],
  );
}
