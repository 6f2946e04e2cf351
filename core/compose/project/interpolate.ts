import { composeEscape } from '../../../formats/compose-escape.ts';
import { maskSecrets } from '../../../lib/secrets/mask.ts';

/** What stands for a name: text, a secret that only the machine knows, or text with such in it. */
export type Variable = { readonly value: string } | SecretVariable | ComposedVariable;

export interface SecretVariable {
  /** Id of the secret of the service whose file on the machine defines it. */
  readonly secret: string;
  /** What it is called there. */
  readonly name: string;
}

export interface ComposedVariable {
  /** As it has to stand in a Compose document. */
  readonly text: string;
  /** Names of the secrets that are left in the text. */
  readonly secrets: readonly string[];
}

/** The variable of a name; undefined where nothing defines it. */
export type Lookup = (name: string) => Variable | undefined;

export interface Interpolated {
  /** As Compose has to find it: `$$` is a dollar, and `${NAME}` a secret of the machine. */
  readonly text: string;
  /** Names that nothing defines and that have no default; Compose puts nothing in their place. */
  readonly unset: readonly string[];
  /** Names of secrets that are left in the text. */
  readonly secrets: readonly string[];
  /** What Compose refuses, in words. */
  readonly faults: readonly string[];
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
/** Of several, the one that comes first counts. */
const OPERATOR = /^([A-Za-z_][A-Za-z0-9_]*)(:?[-?+])([\s\S]*)$/;

/**
 * Puts values for variables in text, as the Compose Specification has it under "Interpolation": `$NAME`, `${NAME}`, `${NAME:-default}`,
 * `${NAME-default}`, `${NAME:?error}`, `${NAME?error}`, `${NAME:+other}`, `${NAME+other}`, nested at will, and `$$` for a dollar.
 */
export function interpolate(text: string, lookup: Lookup): Interpolated {
  if (!text.includes('$')) return { text, unset: [], secrets: [], faults: [] };
  const found = { unset: [] as string[], secrets: [] as string[], faults: [] as string[] };
  return { text: substitute(text, lookup, found), ...found };
}

interface Found {
  readonly unset: string[];
  readonly secrets: string[];
  readonly faults: string[];
}

function substitute(text: string, lookup: Lookup, found: Found): string {
  let out = '';
  let at = 0;
  for (;;) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0) return out + text.slice(at);
    out += text.slice(at, dollar);
    const next = text[dollar + 1];
    if (next === '$') {
      out += '$$';
      at = dollar + 2;
    } else if (next === '{') {
      const end = closing(text, dollar);
      if (end < 0) {
        found.faults.push(`"${text.slice(dollar, dollar + 20)}" has no closing brace`);
        return out + text.slice(dollar);
      }
      out += braced(text.slice(dollar + 2, end), lookup, found);
      at = end + 1;
    } else {
      NAME.lastIndex = dollar + 1;
      const [name] = NAME.exec(text) ?? [];
      // A dollar before anything else is a dollar.
      out += name === undefined ? '$$' : replaced(name, lookup, found);
      at = dollar + 1 + (name?.length ?? 0);
    }
  }
}

/** Position of the brace that closes the one behind a dollar; -1 for none. */
function closing(text: string, dollar: number): number {
  let depth = 0;
  for (let at = dollar; at < text.length; at++) {
    if (text[at] === '$' && text[at + 1] === '$') at++;
    else if (text[at] === '$' && text[at + 1] === '{') {
      depth++;
      at++;
    } else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

function braced(inner: string, lookup: Lookup, found: Found): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(inner)) return replaced(inner, lookup, found);
  const [, name = '', operator = '', rest = ''] = OPERATOR.exec(inner) ?? [];
  if (name === '') {
    found.faults.push(`"\${${inner.slice(0, 20)}}" is no variable`);
    return '';
  }
  const variable = lookup(name);
  const isSet = variable !== undefined && (!operator.startsWith(':') || !('value' in variable) || variable.value !== '');
  switch (operator.at(-1)) {
    case '-':
      return isSet ? written(variable, found) : substitute(rest, lookup, found);
    case '+':
      return isSet ? substitute(rest, lookup, found) : '';
    default: {
      if (isSet) return written(variable, found);
      const why = substitute(rest, lookup, { unset: [], secrets: [], faults: [] });
      found.faults.push(`the variable ${name} has to have a value${why === '' ? '' : `: ${maskSecrets(why)}`}`);
      return '';
    }
  }
}

function replaced(name: string, lookup: Lookup, found: Found): string {
  const variable = lookup(name);
  if (variable !== undefined) return written(variable, found);
  found.unset.push(name);
  return '';
}

function written(variable: Variable, found: Found): string {
  if ('secret' in variable) found.secrets.push(variable.name);
  else if ('secrets' in variable) found.secrets.push(...variable.secrets);
  return composeValue(variable);
}

/** A variable as it has to stand in a Compose document: a secret stays a variable. */
export function composeValue(variable: Variable): string {
  if ('text' in variable) return variable.text;
  return 'value' in variable ? composeEscape(variable.value) : `\${${variable.name}}`;
}
