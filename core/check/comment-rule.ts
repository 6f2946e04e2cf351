import type { Diagnostic } from '../diagnostic.ts';
import { ownerOfFile } from '../leave-out.ts';
import type { ParsedFile } from '../parse/parse-yaml.ts';
import { linesOf } from '../parse/span-of-lines.ts';
import type { Excuses } from './excuses.ts';
import { plainSecretHint } from './secret-hints.ts';
import { secretsInYamlComments } from './secrets-in-comments.ts';

/** Says which comments of an inventory file, or of a file that is laid over a generated one, hold secrets. */
export function commentSecrets(file: ParsedFile, excuses: Excuses): readonly Diagnostic[] {
  const { source } = file;
  const service = ownerOfFile(source.path);
  return secretsInYamlComments(file, excuses.of(source.path, service)).map(({ line, what, mark }) => ({
    code: 'secret-literal',
    severity: 'error',
    message: `The comment in line ${line} of ${source.path} looks like ${what}. Git is no place for secrets.`,
    at: linesOf(source, line),
    hint: plainSecretHint(mark, service === undefined ? 'lab' : `services.${service}`),
  }));
}
