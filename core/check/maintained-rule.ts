import { findingsIn } from '../../lib/secrets/secret-in.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { ownerOfFile } from '../leave-out.ts';
import { linesOf } from '../parse/span-of-lines.ts';
import type { Excuses } from './excuses.ts';
import type { FoundByRules } from './maintained-rules.ts';
import { plainSecretHint } from './secret-hints.ts';
import { type Excuse, markOf } from './secret-mark.ts';

/**
 * Says what the maintained rules found and neither the inventory excuses nor our own rules know to be a default: a
 * user with his own name for a password is a secret to them.
 */
export function maintainedSecrets(found: readonly FoundByRules[], excuses: Excuses): readonly Diagnostic[] {
  return found.flatMap(({ file, line, endLine, rule, value }) => {
    const service = ownerOfFile(file.path);
    const excuse = excuses.of(file.path, service);
    const mark = markOf({ name: rule, value });
    if (excuse(mark) || isKnown(file.text.split('\n')[line - 1] ?? '', value, excuse)) return [];
    return {
      code: 'secret-literal',
      severity: 'error',
      message: `Line ${line} of ${file.path} looks like a secret to the rule "${rule}" of secretlint. Git is no place for secrets.`,
      at: linesOf(file, line, endLine),
      hint: plainSecretHint(mark, service === undefined ? 'lab' : `services.${service}`),
    };
  });
}

function isKnown(line: string, value: string, excuse: Excuse): boolean {
  return [...findingsIn(`${line}\n`, '', { prose: true })].some(
    (ours) => (value.includes(ours.value) || ours.value.includes(value)) && (ours.kind === 'default' || excuse(markOf(ours))),
  );
}
