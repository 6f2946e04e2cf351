import type { Database } from '../../../core/facts/backup/database.ts';

/** What dumps and loads one kind of server, in a shell inside its container. */
export interface Dialect {
  /** Name of the runtime file, beside dump.sh. */
  readonly script: 'in-postgres.sh' | 'in-mariadb.sh';
  /** How the last words of its tool begin. */
  readonly trailer: string;
}

export function dialectOf({ engine }: Database): Dialect {
  return engine === 'postgres'
    ? { script: 'in-postgres.sh', trailer: '-- PostgreSQL database dump complete' }
    : { script: 'in-mariadb.sh', trailer: '-- Dump completed' };
}
