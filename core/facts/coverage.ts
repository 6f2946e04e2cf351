import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { SubjectId } from '../model/node.ts';
import type { BackupDecision } from '../model/policy/policy.ts';
import type { Service } from '../model/service/service.ts';
import { undecidedName, undecidedOf, undecidedUse } from './undecided.ts';

export interface Coverage {
  /** The service or the guest. */
  readonly subject: SubjectId;
  readonly owner: Service | Guest;
  readonly path: string;
  readonly what: string;
  /** Policy title, or why there is none. Undecided is what nobody has decided yet. */
  readonly decision:
    | { readonly policy: string; readonly rpoSeconds: number; readonly to: readonly string[] }
    | { readonly because: string }
    | 'undecided';
}

/** Everything that keeps state and what is decided about its backup: guests as a whole, each data path of each service, then what is undecided. */
export const coverageOf = once((model: Model): readonly Coverage[] => {
  const guests = model.guests
    .filter((guest) => !guest.planned)
    .map(
      (owner): Coverage => ({
        subject: owner.subject,
        owner,
        path: `${owner.type === 'vm' ? 'VM' : 'LXC'} ${owner.vmid}`,
        what: 'whole guest',
        decision: decision(owner.backup),
      }),
    );
  const data = model.services
    .filter((service) => !service.planned)
    .flatMap((owner) =>
      owner.data.map(({ path, what, backup }): Coverage => ({ subject: owner.subject, owner, path, what, decision: decision(backup) })),
    );
  const undecided = undecidedOf(model).paths.map((each): Coverage => {
    const { service: owner } = each;
    return { subject: owner.subject, owner, path: undecidedName(each), what: undecidedUse(each), decision: 'undecided' };
  });
  return [...guests, ...data, ...undecided];
});

function decision(backup: BackupDecision): Coverage['decision'] {
  if (!backup.policy) return { because: backup.because };
  const { title, rpo, repositories } = backup.policy;
  return {
    policy: title,
    rpoSeconds: rpo,
    to: repositories.map((repository) => (repository.planned ? `${repository.title} (planned)` : repository.title)),
  };
}
