import type { Model, Panel } from '../../core/contract.ts';

/** Where an engine keeps its stacks and secrets, on the page of its machine. */
export default function panels(model: Model): readonly Panel[] {
  return [...model.hosts, ...model.guests].flatMap(({ subject, engine }) =>
    engine
      ? [
          {
            subject,
            title: engine.product.title,
            facts: [
              { name: 'Stacks', value: `${engine.root}/infra/compose`, code: true },
              { name: 'Secrets', value: engine.secrets, code: true },
            ],
          } satisfies Panel,
        ]
      : [],
  );
}
