import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { unitAddition } from '../../core/overrides/unit-addition.ts';
import { hostFiles } from './files/host-files.ts';
import { routerFiles } from './files/router-files.ts';
import { interfaces } from './interfaces.ts';
import { linuxRouter } from './linux-router.ts';

export default {
  id: 'networkd',
  title: 'systemd-networkd',
  plays: { router: linuxRouter, interfaces },
  *files(model: Model): Iterable<GeneratedFile> {
    const { router } = model.lab;
    if (router?.system === linuxRouter.kind) {
      const files = routerFiles(
        router,
        model.networks.filter(({ planned }) => !planned),
      );
      for (const { name, content, networks } of files)
        yield { path: `infra/networkd/router/${name}`, content, about: networks.map(({ subject }) => subject) };
    }
    for (const host of model.hosts) {
      if (host.planned || host.uplink === undefined || host.hypervisor) continue;
      for (const { name, content, networks } of hostFiles(host, host.uplink, model))
        yield { path: `infra/networkd/${host.id}/${name}`, content, about: [host.subject, ...networks.map(({ subject }) => subject)] };
    }
  },
  accept: [{ tool: 'networkd', match: /^infra\/networkd\//, argv: (path) => [path] }],
  additions: [
    unitAddition(/^infra\/networkd\/[^/]+\/[^/]+\.network$/, '[Network]\nLLMNR=no'),
    unitAddition(/^infra\/networkd\/[^/]+\/[^/]+\.netdev$/, '[NetDev]\nDescription=Of the lab'),
  ],
} as const satisfies System;
