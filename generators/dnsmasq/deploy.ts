import type { Model } from '../../core/contract.ts';
import { ROUTER, ROUTER_ROOT } from '../../core/deploy/deploy-machine.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';
import system from './system.ts';

const FOLDER = 'infra/dnsmasq';
const UNIT = 'dnsmasq.service';

/** It looks at the file before it takes effect, and reads it when it starts. */
export default function deploy(model: Model): readonly Deployment[] {
  const [file] = system.files(model);
  if (!file) return [];
  return [
    {
      id: 'dnsmasq',
      step: 'resolver',
      machine: ROUTER,
      title: model.lab.router?.resolver === 'dnsmasq' ? 'Addresses and names by dnsmasq' : 'Addresses by dnsmasq',
      packages: ['dnsmasq'],
      folders: [FOLDER],
      tests: [['dnsmasq', '--test', `--conf-file=${ROUTER_ROOT}/${file.path}`]],
      places: [{ from: file.path, to: '/etc/dnsmasq.d/rackbook.conf' }],
      units: [UNIT],
      restarts: [UNIT],
      settles: [['systemctl', 'is-active', '--quiet', UNIT]],
      gone: [['systemctl', 'disable', '--now', UNIT]],
    },
  ];
}
