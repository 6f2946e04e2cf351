import { quote } from '../../../formats/shell.ts';
import type { Model } from '../../contract.ts';
import { dumpToolOf } from '../../roles/played.ts';
import type { Database } from '../backup/database.ts';
import { composeCommand } from '../backup/places.ts';
import type { RunbookStep } from './runbook.ts';

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

export function loadDump(model: Model, database: Database): RunbookStep {
  const { container, machine: on, dump } = database;
  const { seen, ...command } = dumpToolOf(model, database).load(database);
  return {
    id: `load-${container}`,
    title: `Load the dump into ${container}`,
    on,
    ...command,
    expect: `${seen}. The database holds what it held when ${dump} was made.`,
    caution: 'Everything that the database holds now is replaced.',
  };
}
