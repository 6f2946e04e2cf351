import type { Database } from '../../../core/facts/backup/database.ts';
import { dumpFolder, onMachine } from '../../../core/facts/backup/places.ts';
import { quote } from '../../../formats/shell.ts';

/** How a database is called in the commands of its machine: `blog/db`. */
export const databaseName = ({ service, container }: Database): string => `${service.id}/${container}`;

export function loadCommand(database: Database, ...file: readonly string[]): string {
  return called(database, 'load.sh', file);
}

export function dumpCommand(database: Database): string {
  return called(database, 'dump.sh', []);
}

export function passwordCommand(database: Database, variable: string): string {
  return called(database, 'password.sh', [variable]);
}

function called(database: Database, script: string, more: readonly string[]): string {
  return [onMachine(database.machine, `${dumpFolder(database.machine)}/${script}`), databaseName(database), ...more].map(quote).join(' ');
}
