import type { Context } from '../../resolve/context.ts';
import type { TypedInput } from '../../resolve/typed-input.ts';

export function resolveAccess(input: TypedInput, context: Context): void {
  for (const [id, policy] of input.access) {
    context.nodes.access.set(id, {
      kind: 'access',
      id,
      subject: `access:${id}`,
      title: policy.title,
      summary: policy.summary,
      planned: policy.planned,
      emails: [...policy.emails].sort(),
      emailDomains: [...policy['email-domains']].sort(),
      groups: [...policy.groups].sort(),
      session: policy.session,
    });
  }
}
