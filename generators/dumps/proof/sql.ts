import type { DataState } from '../../../testbed/system-proof.ts';

const VALUES = {
  first: "(1, 'one', x'00ff0a27'), (2, 'zwei ''quoted'' \\\\ ü', x'')",
  second: "(3, 'three', x'ff'), (4, null, null)",
} as const;

const CLIENT = {
  postgres:
    'exec psql --no-psqlrc --quiet --tuples-only --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" "${POSTGRES_DB:-postgres}"',
  mariadb:
    'export MYSQL_PWD="$(cat "$MARIADB_PASSWORD_FILE")"; exec mariadb --no-defaults --socket=/run/mysqld/mysqld.sock --default-character-set=utf8mb4 --skip-column-names --user="$MARIADB_USER" "$MARIADB_DATABASE"',
} as const;

/** The client that speaks to a server in its container, started as the user of the lab's fragments. */
export const clientOf = (engine: string): string => CLIENT[engine === 'postgres' ? 'postgres' : 'mariadb'];

/** Puts a state into the table, which is made. */
export function fillSql(engine: string, state: DataState): string {
  const isPostgres = engine === 'postgres';
  const create = `create table if not exists proof (id int primary key, name text, raw ${isPostgres ? 'bytea' : 'longblob'})`;
  const values = isPostgres ? VALUES[state].replaceAll(/x'([0-9a-f]*)'/g, "decode('$1', 'hex')") : VALUES[state];
  return `${create}; insert into proof values ${values};`;
}

/** Shows what the table holds. */
export const rowsSql = (engine: string): string =>
  `select id, name, ${engine === 'postgres' ? "encode(raw, 'hex')" : 'hex(raw)'} from proof order by id;`;
