import type { Model } from '../../core/contract.ts';
import { ROUTER, ROUTER_ROOT } from '../../core/deploy/deploy-machine.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';
import system from './system.ts';

const FOLDER = 'infra/unbound';
const UNIT = 'unbound.service';

/** The file is judged alone before it takes effect, and then with all that is beside it, while what ran before still answers. */
export default function deploy(model: Model): readonly Deployment[] {
  const [file] = system.files(model);
  if (!file) return [];
  return [
    {
      id: 'unbound',
      step: 'resolver',
      machine: ROUTER,
      title: 'Names by Unbound',
      packages: ['unbound'],
      folders: [FOLDER],
      tests: [['unbound-checkconf', `${ROUTER_ROOT}/${file.path}`]],
      places: [{ from: file.path, to: '/etc/unbound/unbound.conf.d/rackbook.conf' }],
      run: [['unbound-checkconf']],
      units: [UNIT],
      restarts: [UNIT],
      settles: [['systemctl', 'is-active', '--quiet', UNIT]],
      gone: [['systemctl', 'disable', '--now', UNIT]],
    },
  ];
}
