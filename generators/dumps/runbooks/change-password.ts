import { containerView } from '../../../core/compose/container-view.ts';
import type { Database } from '../../../core/facts/backup/database.ts';
import type { ShownCommand } from '../../../core/roles/shown-command.ts';
import { passwordCommand } from './database-commands.ts';

/** Variables of images by which a server is told a password; each may also be named by a file. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  mariadb: ['MARIADB_ROOT_PASSWORD', 'MYSQL_ROOT_PASSWORD', 'MARIADB_PASSWORD', 'MYSQL_PASSWORD'],
  postgres: ['POSTGRESQL_POSTGRES_PASSWORD', 'POSTGRES_POSTGRES_PASSWORD', 'POSTGRES_PASSWORD', 'POSTGRESQL_PASSWORD'],
};

/** A server keeps the password that it had first; only a statement changes it. */
export function changePassword(database: Database, isOf: (value: string) => boolean): ShownCommand | undefined {
  const { environment } = containerView(database.service.compose?.services[database.container] ?? {});
  const names = VARIABLES[database.engine === 'postgres' ? 'postgres' : 'mariadb'] ?? [];
  const variable = names.find((name) =>
    [name, `${name}_FILE`, `FILE__${name}`].some((each) => environment[each] !== undefined && isOf(environment[each])),
  );
  return variable === undefined
    ? undefined
    : { run: passwordCommand(database, variable), shows: ['Changed the password'], seen: '“Changed the password of …”' };
}
