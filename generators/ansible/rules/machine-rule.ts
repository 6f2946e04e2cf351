import type { Model } from '../../../core/contract.ts';
import { type DeployMachine, deployMachinesOf } from '../../../core/deploy/deploy-machine.ts';
import type { Reporter } from '../../../core/reporter.ts';
import { suggestionHint } from '../../../lib/suggest.ts';
import { isDebian } from '../facts/managed.ts';

/** Each machine can be logged in to, or is left alone for a reason. */
export function checkMachines(model: Model, reporter: Reporter): void {
  const options = model.lab.systems.ansible;
  if (options.keys.length === 0) return;
  const machines = deployMachinesOf(model);
  const known = machines.map(({ id }) => id);
  const named = [
    ...Object.keys(options.skip).map((id) => [['skip', id], id] as const),
    ...(options.control === undefined ? [] : [[['control'], options.control] as const]),
  ];
  for (const [path, id] of named)
    if (!known.includes(id))
      reporter.report(
        'unknown-reference',
        reporter.optionSpan('ansible', path),
        `systems.ansible.${path[0]} names "${id}", which is no machine of the lab that is there.`,
        {
          hint: suggestionHint(id, known),
        },
      );
  for (const machine of machines) {
    if (machine.id in options.skip) continue;
    const fault = unfit(machine);
    if (fault)
      reporter.report('ansible-machine', reporter.optionSpan('ansible', []), `${machine.title} ${fault.what}`, { hint: fault.hint });
  }
}

function unfit({ id, kind, address, os }: DeployMachine): { readonly what: string; readonly hint: string } | undefined {
  const skip = `leave it alone: systems.ansible.skip: { ${id}: <why> }`;
  if (address === undefined) return { what: 'has no address that a playbook could log in at.', hint: `Give ${id} an address, or ${skip}.` };
  // The router runs what is generated for Debian, or nothing is generated for it.
  if (kind === 'router') return undefined;
  if (os === undefined)
    return {
      what: 'does not say what runs on it, and playbooks know Debian alone.',
      hint: `Give ${id} an os: such as "Debian 13", or ${skip}.`,
    };
  if (!isDebian(os)) return { what: `runs ${os}, and playbooks know Debian and its kin alone.`, hint: `To ${skip}.` };
  return undefined;
}
