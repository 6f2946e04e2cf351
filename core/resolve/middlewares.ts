import type { Context } from './context.ts';
import type { TypedInput } from './typed-input.ts';

export function resolveMiddlewares(input: TypedInput, context: Context): void {
  for (const [id, { title, summary, planned, traefik }] of input.middlewares) {
    context.nodes.middlewares.set(id, {
      kind: 'middleware',
      id,
      subject: `middleware:${id}`,
      title: title ?? id,
      summary,
      planned,
      traefik,
    });
  }
}
