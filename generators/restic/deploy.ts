import type { Model } from '../../core/contract.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';
import { installedUnits } from '../../core/deploy/installed-units.ts';
import { list } from '../../lib/plain-words.ts';
import { backupTool } from './backup-tool.ts';
import { resticCommand, resticFolder } from './facts/places.ts';
import { programsOf } from './files/install.ts';
import { unitsOf } from './files/job-units.ts';
import { machinePlans } from './files/plan.ts';

/** Its `install.sh` looks for the passwords, which are there before. Nothing makes a repository but a person. */
export default function deploy(model: Model): readonly Deployment[] {
  return machinePlans(model).map((plan) => {
    const { machine, kept } = plan;
    const made = list(
      kept.map(({ repository }) => `${resticCommand(machine, repository)} init`),
      Infinity,
    );
    return installedUnits({
      id: 'restic',
      step: 'backup',
      machine,
      title: 'Backup jobs of restic',
      packages: [...backupTool.packages, ...Object.values(programsOf(model, plan))],
      folder: resticFolder(machine),
      units: unitsOf(model, plan).map(([name]) => name),
      ...(kept.length > 0 ? { byHand: [`Make each repository that is not there yet, once: ${made}.`] } : {}),
    });
  });
}
