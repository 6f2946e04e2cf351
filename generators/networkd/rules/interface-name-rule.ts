import type { Resolved } from '../../../core/contract.ts';
import { place, type Reporter } from '../../../core/reporter.ts';
import { VLAN_INTERFACE } from '../facts/vlan-interface.ts';
import { linuxRouter } from '../linux-router.ts';

const HINT = { hint: 'Write the names that `ip link` shows.' };

/** An interface `vlan<tag>` is made for each network with a tag, so none that is there may be called so. */
export function checkInterfaceNames({ lab, hosts }: Resolved, reporter: Reporter): void {
  const { router } = lab ?? {};
  if (router?.system === linuxRouter.kind)
    for (const name of [router.wan, router.trunk])
      if (name !== undefined && VLAN_INTERFACE.test(name))
        reporter.report(
          'invalid-value',
          reporter.labSpan('router', []),
          `lab.router has an interface called ${name}, as that of a VLAN will be.`,
          HINT,
        );
  for (const { id, uplink, hypervisor } of hosts)
    if (uplink !== undefined && !hypervisor && VLAN_INTERFACE.test(uplink))
      reporter.report(
        'invalid-value',
        place('hosts', id, 'uplink'),
        `hosts.${id}.uplink is ${uplink}, as an interface of a VLAN will be called.`,
        HINT,
      );
}
