import type { Model } from '../../core/contract.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';

const UNIT = 'prometheus-node-exporter.service';

/** The package makes the folder that jobs leave their metrics in, and reads it. */
export default function deploy({ lab, services }: Model): readonly Deployment[] {
  const ids = new Set(lab.systems.prometheus['node-exporters']);
  const machines = new Set(services.filter(({ id, planned }) => ids.has(id) && !planned).map(({ runsOn }) => runsOn));
  return [...machines].map(({ id }) => ({
    id: 'prometheus',
    step: 'monitoring',
    machine: id,
    title: 'Numbers of the machine for Prometheus',
    packages: ['prometheus-node-exporter'],
    units: [UNIT],
    settles: [['systemctl', 'is-active', '--quiet', UNIT]],
    gone: [['systemctl', 'disable', '--now', UNIT]],
  }));
}
