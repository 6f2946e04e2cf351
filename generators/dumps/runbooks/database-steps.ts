import type { Database } from '../../../core/facts/backup/databases.ts';
import { composeCommand, dumpFolder, onMachine } from '../../../core/facts/backup/places.ts';
import type { RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import { quote } from '../../../formats/shell.ts';

/** How a database is called in the commands of its machine: `blog/db`. */
export const databaseName = ({ service, container }: Database): string => `${service.id}/${container}`;

export function loadCommand(database: Database, ...file: readonly string[]): string {
  return called(database, 'load.sh', file);
}

export function dumpCommand(database: Database): string {
  return called(database, 'dump.sh', []);
}

function called(database: Database, script: string, more: readonly string[]): string {
  return [onMachine(database.machine, `${dumpFolder(database.machine)}/${script}`), databaseName(database), ...more].map(quote).join(' ');
}

/** Starts nothing but a database, and waits until its own health check calls it well. */
export function startDatabase(database: Database): RunbookStep {
  const { service, container, machine: on } = database;
  return {
    id: `start-${container}`,
    title: `Start the database ${container} alone`,
    on,
    run: `${composeCommand(service)} up --detach --wait --wait-timeout 180 ${quote(container)}`,
    expect: '“Healthy” or “Started” within three minutes.',
    undo: { text: 'Stop it.', run: `${composeCommand(service)} down` },
  };
}

export function loadDump(database: Database): RunbookStep {
  const { container, machine: on, dump } = database;
  return {
    id: `load-${container}`,
    title: `Load the dump into ${container}`,
    on,
    run: loadCommand(database),
    expect: `“Loaded”, the file and how large it is. The database holds what it held when ${dump} was made.`,
    shows: ['Loaded'],
    caution: 'Everything that the database holds now is replaced.',
  };
}
