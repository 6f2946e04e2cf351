import type { Excuses } from '../check/excuses.ts';
import { plainSecretHint } from '../check/secret-hints.ts';
import { type SecretInFile, secretsInText } from '../check/secrets-in-files.ts';
import type { Diagnostic, Result } from '../diagnostic.ts';
import type { SourceFile } from '../parse/source-file.ts';
import type { WantedFile } from '../plan/change.ts';
import type { Addition } from './addition.ts';
import { linesOf, saidLines } from './said-lines.ts';

/** What one program takes for the end of a line and another does not, and what no line of these formats has. A tab is text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029]/;
/** Makes the next line a part of this one in some formats, so that neither says what it shows. */
const CONTINUES = /\\\s*$/;

/** The text of a generated file with the lines of a person at its end. Fails where the format has no place for them. */
export function appendOverride(
  target: WantedFile,
  override: SourceFile,
  addition: Addition | undefined,
  excuses?: Excuses,
): Result<string> {
  if (!addition) {
    const hint = `Remove it. To have ${target.path} as you want it, edit that file and run npm run gen -- --release ${target.path}: gen leaves it to you then.`;
    return invalid(override, 1, `Nothing can be laid over ${target.path}: its format has no place for more lines.`, hint);
  }
  const lines = linesOf(override);
  const controlled = lines.findIndex((line) => CONTROL.test(line));
  if (controlled >= 0)
    return invalid(override, controlled + 1, 'There is a control character in this line, which people do not see.', 'Take it out.');
  const continued = lines.findIndex((line) => CONTINUES.test(line));
  if (continued >= 0)
    return invalid(
      override,
      continued + 1,
      'This line ends in a backslash, so the next one may be a part of it.',
      'Write all of it in one line, without a backslash at its end.',
    );
  const said = saidLines(override, addition);
  const wrong = said.find(
    ({ line }, index) => (index === 0 && addition.first?.test(line) === false) || addition.each?.test(line) === false,
  );
  if (wrong)
    return invalid(
      override,
      wrong.number,
      `This line would not mean at the end of ${target.path} what it says.`,
      `Write it like this: ${addition.example.replaceAll('\n', '⏎ ')}`,
    );
  if (said.length === 0) return invalid(override, 1, `There is nothing in it to put to the end of ${target.path}.`, 'Remove the file.');
  const secrets = secretsInText(override.text, target.path, excuses?.of(override.path)).filter(({ kind }) => kind === 'secret');
  if (secrets.length > 0) return { ok: false, diagnostics: secrets.map((found) => secret(override, found)) };
  const text = override.text.replaceAll('\r\n', '\n').trimEnd();
  return { ok: true, value: `${target.content}\n# From ${override.path}.\n${text}\n`, warnings: [] };
}

function invalid(override: SourceFile, line: number, message: string, hint: string): Result<never> {
  return { ok: false, diagnostics: [{ code: 'override-invalid', severity: 'error', message, at: lineOf(override, line), hint }] };
}

function secret(override: SourceFile, { line, what, mark }: SecretInFile): Diagnostic {
  return {
    code: 'secret-literal',
    severity: 'error',
    message: `Something in ${override.path} looks like ${what}. The inventory is in Git, where secrets do not belong.`,
    at: lineOf(override, line),
    hint: plainSecretHint(mark, 'lab'),
  };
}

/** A whole line of an override. */
export function lineOf(source: SourceFile, line: number) {
  const length = linesOf(source)[line - 1]?.length ?? 0;
  return { file: source.path, line, col: 1, endLine: line, endCol: length + 1 };
}
