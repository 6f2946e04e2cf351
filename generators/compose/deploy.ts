import type { Model } from '../../core/contract.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';
import { sortedPackages } from '../../core/deploy/installed-units.ts';
import engine from './engine.ts';
import { SETTINGS_PLACE } from './facts/places.ts';

const UNIT = 'docker.service';

/**
 * The engine and its settings. It is restarted when these have changed; containers go on meanwhile (`live-restore`). Engines before 23 cannot
 * judge the file without starting, so nothing judges it on the machine.
 */
export default function deploy({ hosts, guests }: Model): readonly Deployment[] {
  return [...hosts, ...guests]
    .filter((machine) => machine.engine !== undefined && !machine.planned)
    .map((machine): Deployment => {
      const settings = engine.settings.path(machine.id);
      return {
        id: 'compose',
        step: 'engine',
        machine: machine.id,
        title: `${engine.title} with its settings`,
        packages: sortedPackages(engine.packages),
        folders: [settings.slice(0, settings.lastIndexOf('/'))],
        places: [{ from: settings, to: SETTINGS_PLACE }],
        units: [UNIT],
        restarts: [UNIT],
        settles: [['docker', 'info']],
      };
    });
}
