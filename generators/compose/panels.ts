import type { Model, Panel } from '../../core/contract.ts';

/** Where an engine keeps its stacks and secrets, on the page of its machine. */
export default function panels(model: Model): readonly Panel[] {
  return [...model.hosts, ...model.guests].flatMap(({ subject, docker }) =>
    docker
      ? [
          {
            subject,
            title: 'Docker Engine',
            model: [
              { name: 'Stacks', value: `${docker.root}/infra/compose`, code: true as const },
              { name: 'Secrets', value: docker.secrets, code: true as const },
            ],
          },
        ]
      : [],
  );
}
