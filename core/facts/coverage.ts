import type { BackupDecision } from '../model/backup-model.ts';
import type { Model } from '../model/model.ts';
import type { Coverage } from './facts.ts';

/** Everything that keeps state and what is decided about its backup: guests as a whole, then each data path of each service. */
export function deriveCoverage(model: Model): readonly Coverage[] {
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
  return [...guests, ...data];
}

function decision(backup: BackupDecision): Coverage['decision'] {
  if (!backup.policy) return { because: backup.because };
  const { title, rpo, repositories } = backup.policy;
  return {
    policy: title,
    rpoSeconds: rpo,
    to: repositories.map((repository) => (repository.planned ? `${repository.title} (planned)` : repository.title)),
  };
}
