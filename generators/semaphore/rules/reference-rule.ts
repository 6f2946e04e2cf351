import type { Resolved } from '../../../core/contract.ts';
import type { Reporter } from '../../../core/reporter.ts';
import { suggestionHint } from '../../../lib/suggest.ts';

/** The service is there, and so is the address of a repository. */
export function checkReferences({ lab, services }: Resolved, reporter: Reporter): void {
  const { service: id, repository } = lab?.systems.semaphore ?? {};
  if (!lab || id === undefined) return;
  const at = reporter.optionSpan('semaphore', ['service']);
  // One that is declared and could not be resolved has a mistake of its own, which is reported.
  if (!services.some((each) => each.id === id) && !reporter.declares('services', id))
    reporter.report('unknown-reference', at, `systems.semaphore.service is "${id}", which is no service.`, {
      hint: suggestionHint(
        id,
        services.map((each) => each.id),
      ),
    });
  if (repository === undefined && lab.recovery.git === undefined)
    reporter.report('missing-key', at, 'Nothing says where Semaphore gets the repository of the lab from.', {
      hint: 'Add repository: git@… here, or git: { url: … } to lab.recovery.',
    });
}
