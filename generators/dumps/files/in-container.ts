import type { Database } from '../../../core/facts/backup/database.ts';

/** What dumps and loads one kind of server, in a shell inside its container. */
export interface Dialect {
  /** Name of the script, beside dump.sh. */
  readonly script: string;
  /** How the last words of its tool begin. */
  readonly trailer: string;
}

export function dialectOf({ engine }: Database): Dialect {
  return engine === 'postgres'
    ? { script: 'in-postgres.sh', trailer: '-- PostgreSQL database dump complete' }
    : { script: 'in-mariadb.sh', trailer: '-- Dump completed' };
}

/** The last line of a dump: written when all before it went well, and only then. */
export const END = '-- rackbook: dump complete';

/** Reads what the official images read: a variable, or the file that it names with _FILE. */
const READ_VARIABLE = [
  '# Prints a variable, or what is in the file that <variable>_FILE names.',
  'of() {',
  '  eval "text=\\${$1:-} file=\\${${1}_FILE:-}"',
  '  if [ -n "$text" ]; then printf %s "$text"; elif [ -n "$file" ]; then cat -- "$file"; fi',
  '}',
];

/** How such a script begins. */
export const head = (server: string) => [
  '#!/bin/sh',
  `# Runs inside a container of ${server}, as dump.sh and load.sh call it: ping, dump to stdout, or load from stdin.`,
  '# It needs the programs and the environment of the official image, and hands passwords on by the environment alone.',
  '# Generated from the inventory; edit that, then npm run gen.',
  'set -eu',
  '',
  ...READ_VARIABLE,
];
