import type { Model } from '../../contract.ts';
import type { SystemOptions } from '../../model/lab/lab.ts';
import type { Reporter } from '../../reporter.ts';
import { automationOf } from './automation-of.ts';

/** Warns where a system that was opted in by `key` would run playbooks that are not there. */
export function checkPlaybooks(model: Model, reporter: Reporter, system: keyof SystemOptions, key: string): void {
  const automation = automationOf(model);
  const hint = automation ? automation.missing(model.lab) : undefined;
  if (automation && hint === undefined) return;
  reporter.report('playbooks-missing', reporter.optionSpan(system, [key]), `systems.${system} is to run playbooks, and the lab has none.`, {
    severity: 'warning',
    hint,
  });
}
