import type { Model } from '../../core/contract.ts';
import { deployMachinesOf } from '../../core/deploy/deploy-machine.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';
import { NAME_PACKAGES } from './facts/names.ts';
import { NETWORKD_PLACE, networkdFolder, SYSCTL_PLACE } from './facts/places.ts';
import { machineFiles } from './files/machine-files.ts';

/** It may cut the connection over which it is done, so it is taken back when the machine cannot be reached afterwards. */
export default function deploy(model: Model): readonly Deployment[] {
  const roots = new Map(deployMachinesOf(model).map(({ id, root }) => [id, root]));
  return machineFiles(model).map(({ machine, files }): Deployment => {
    const folder = networkdFolder(machine);
    const script = `${roots.get(machine)}/${folder}/apply.sh`;
    const settings = files.filter(({ name }) => name.endsWith('.conf')).map(({ name }) => `${SYSCTL_PLACE}/${name}`);
    const packages = files.some(({ content }) => /^DNS=/m.test(content)) ? NAME_PACKAGES : [];
    return {
      id: 'networkd',
      step: 'interfaces',
      machine,
      title: 'Interfaces by systemd-networkd',
      ...(packages.length > 0 ? { packages } : {}),
      folders: [folder],
      places: files.map(({ name }) => ({
        from: `${folder}/${name}`,
        to: `${name.endsWith('.conf') ? SYSCTL_PLACE : NETWORKD_PLACE}/${name}`,
      })),
      run: [...settings.map((path) => ['sysctl', '--load', path] as const), [script]],
      units: ['systemd-networkd.service', ...packages.map((name) => `${name}.service`)],
      settles: [['/usr/lib/systemd/systemd-networkd-wait-online', '--timeout=45']],
      guarded: { undo: [[script, '--undo']] },
      gone: [[script, '--undo']],
    };
  });
}
