import type { Model } from '../../core/contract.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';
import { installedUnits } from '../../core/deploy/installed-units.ts';
import { dumpJobsOn } from '../../core/facts/backup/of-machine.ts';
import { dumpFolder } from '../../core/facts/backup/places.ts';
import { reportingPrograms } from '../../core/files/failure-files.ts';
import { dumpedByMachine } from './files/dumped.ts';
import { unitNames } from './files/job-files.ts';

/** The scripts are for people and for backups too; units are there where guests are copied as a whole. */
export default function deploy(model: Model): readonly Deployment[] {
  return [...dumpedByMachine(model).keys()].map((machine): Deployment => {
    const jobs = dumpJobsOn(model, machine);
    const common = { id: 'dumps', step: 'dumps', title: 'Dumps of databases' } as const;
    const folder = dumpFolder(machine);
    if (jobs.length === 0) return { ...common, machine: machine.id, folders: [folder] };
    return installedUnits({ ...common, machine, folder, packages: Object.values(reportingPrograms(model.lab)), units: unitNames(jobs) });
  });
}
