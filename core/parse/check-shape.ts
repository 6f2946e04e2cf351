import type { core, ZodType } from 'zod';
import { secretIn } from '../../lib/secrets/secret-in.ts';
import { suggestionHint } from '../../lib/suggest.ts';
import type { Code, Diagnostic, Span } from '../diagnostic.ts';
import { composeKeyHint } from './bare-compose.ts';
import type { KeyPath } from './locate.ts';
import { renamedHint } from './renamed-keys.ts';
import { schemaKeys } from './schema-keys.ts';

type Issue = core.$ZodIssue;

export interface ShapeContext {
  /** How messages name the record: `services.pdf`. */
  readonly label: string;
  /** Place of a path within the record. */
  readonly at: (path: KeyPath, what: 'key' | 'value') => Span;
  /** Reports everything under one code, as for a Compose fragment. */
  readonly code?: Code;
}

/** Checks plain data against a schema and says every mistake in the reader's words. */
export function checkShape<T>(
  schema: ZodType<T>,
  data: unknown,
  context: ShapeContext,
): { value: T; diagnostics: readonly [] } | { value?: undefined; diagnostics: readonly Diagnostic[] } {
  const parsed = schema.safeParse(data);
  if (parsed.success) return { value: parsed.data, diagnostics: [] };
  const diagnostics = parsed.error.issues.flatMap((issue) => explain(issue, [], schema, data, context));
  return { diagnostics: withoutEchoes(diagnostics) };
}

/** A misspelt or renamed key is also a missing one; saying so once is enough. */
function withoutEchoes(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const meant = new Set(
    diagnostics.flatMap(({ hint }) => /^(?:Did you mean|It is called) "(.+)"(?:\?| now\.)$/.exec(hint ?? '')?.[1] ?? []),
  );
  const echo = ({ message }: Diagnostic) => meant.has(/\.([^.[\]]+) is missing: /.exec(message)?.[1] ?? '');
  return diagnostics.filter((diagnostic) => !echo(diagnostic));
}

function explain(issue: Issue, base: KeyPath, schema: ZodType, data: unknown, context: ShapeContext): Diagnostic[] {
  const path: KeyPath = [...base, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  const name = dotted(context.label, path);
  const make = (code: Code, message: string, what: 'key' | 'value', hint?: string, at = path): Diagnostic => ({
    code: context.code ?? code,
    severity: 'error',
    message,
    at: context.at(at, what),
    ...(hint ? { hint } : {}),
  });
  const found = withoutSecret(valueAt(data, path), path.at(-1));
  const noneOf = (options: readonly string[]): Diagnostic =>
    found === undefined
      ? make('missing-key', `${name} is missing.`, 'key', `One of: ${options.join(', ')}.`)
      : make(
          'invalid-value',
          `${name} is ${describe(found)}, which is none of the values it may have.`,
          'value',
          suggestionHint(String(found), options),
        );
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = schemaKeys(schema, path, data);
      return issue.keys.map((key) => {
        const hint = renamedHint(dotted(context.label, [...path, key])) ?? composeKeyHint(name, key) ?? suggestionHint(key, known);
        return make('unknown-key', `${name} has no key "${key}".`, 'key', hint, [...path, key]);
      });
    }
    case 'invalid_union': {
      if ('options' in issue && issue.options) return [noneOf(issue.options.map(String))];
      const branch = nearestBranch(issue.errors);
      if (branch) return branch.flatMap((inner) => explain(inner, path, schema, data, context));
      return [make('wrong-type', `${name} is ${describe(found)}, but ${expectation(issue)}.`, 'value')];
    }
    case 'invalid_type':
      if (found === undefined)
        return [make('missing-key', `${name} is missing: ${dotted(context.label, path.slice(0, -1))} needs it.`, 'key')];
      return [make('wrong-type', `${name} is ${describe(found)}, but ${expectation(issue)}.`, 'value')];
    case 'invalid_value':
      return [noneOf(issue.values.map(String))];
    case 'invalid_key':
      return [make('invalid-value', `${name} is not a key that may stand here: ${issue.issues[0]?.message ?? issue.message}.`, 'key')];
    default:
      return [make('invalid-value', `${name} is ${describe(found)}, but ${lower(issue.message)}.`, 'value')];
  }
}

/** Of a union's branches, the one that took the value's type and failed deeper, if there is exactly such a one. */
function nearestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find(
    (issues) => issues.length > 0 && issues.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys'),
  );
}

function expectation(issue: Issue): string {
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input'))
    return `must be ${TYPES[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_union' && issue.message === 'Invalid input') return 'has none of the forms that it may have';
  return lower(issue.message);
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const text = typeof value === 'string' ? `"${value}"` : String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** A message is kept in logs, so a value that looks like a secret is not repeated. */
function withoutSecret(value: unknown, key: string | number | undefined): unknown {
  const isText = typeof value === 'string' || typeof value === 'number';
  return isText && secretIn(String(value), String(key ?? '')) !== undefined ? '•••' : value;
}

function valueAt(data: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined),
    data,
  );
}

/** `services.pdf.expose[0].port`. */
export function dotted(label: string, path: KeyPath): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${step}` : String(step)),
    label,
  );
}

function lower(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
