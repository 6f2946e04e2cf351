import type { Model } from '../../../core/contract.ts';
import { ROUTER } from '../../../core/deploy/deploy-machine.ts';
import type { SubjectId } from '../../../core/model/node.ts';
import { linuxRouter } from '../linux-router.ts';
import { hostFiles } from './host-files.ts';
import type { LinkFile } from './link-files.ts';
import { routerFiles } from './router-files.ts';

/** The files of one machine. */
export interface MachineFiles {
  /** Id of a host, or of the router. */
  readonly machine: string;
  readonly subjects: readonly SubjectId[];
  readonly files: readonly LinkFile[];
}

/** The router where it runs Linux, then each host that says by which interface it is in its networks. Hypervisors write their own. */
export function machineFiles(model: Model): readonly MachineFiles[] {
  const { router } = model.lab;
  const networks = model.networks.filter(({ planned }) => !planned);
  return [
    ...(router?.system === linuxRouter.kind ? [{ machine: ROUTER, subjects: [], files: routerFiles(router, networks) }] : []),
    ...model.hosts.flatMap((host) =>
      host.planned || host.uplink === undefined || host.hypervisor
        ? []
        : [{ machine: host.id, subjects: [host.subject], files: hostFiles(host, host.uplink, model) }],
    ),
  ];
}
