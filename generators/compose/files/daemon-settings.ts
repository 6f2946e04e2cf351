import type { MachineEngine } from '../../../core/model/machine/machine.ts';

/**
 * Settings of one Docker Engine, for `/etc/docker/daemon.json`. The engine's own pool has room for 31 networks; a network for each
 * service that others use needs more. Source: Docker's reference of dockerd.
 */
export function daemonSettings({ addressPool }: MachineEngine): Readonly<Record<string, unknown>> {
  return {
    'default-address-pools': [{ base: addressPool, size: 26 }],
    // Containers go on while the engine is updated.
    'live-restore': true,
    // For containers that are not described here.
    'log-driver': 'json-file',
    'log-opts': { 'max-file': '3', 'max-size': '10m' },
  };
}
