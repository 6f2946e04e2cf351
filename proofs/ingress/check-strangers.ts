import { entryContainers } from '../../core/compose/entry-containers.ts';
import { exposureOf } from '../../core/facts/exposure.ts';
import { routesOf } from '../../core/facts/routes.ts';
import type { Audience } from '../../core/model/service/exposure.ts';
import type { Service } from '../../core/model/service/service.ts';
import type { ProofCheck } from '../record/record.ts';
import { authorization, from, type IngressRun, requestTo, seen, visitorsFor } from './ingress-run.ts';

/** Whatever is not exposed to an audience is not there for it: other hostnames, the names of services, and names that do not exist. */
export async function checkStrangers(run: IngressRun): Promise<readonly ProofCheck[]> {
  const checks: ProofCheck[] = [];
  for (const audience of ['lan', 'tunnel'] as const) {
    const client = audience === 'lan' ? await homeClient(run) : run.tunnel;
    if (!client) continue;
    for (const { subject, hostname } of notExposed(run, audience)) {
      const request = requestTo(run.testbed, audience, hostname, { headers: authorization(run.testbed) });
      const status = seen(await client.request(request));
      checks.push({
        subject,
        name: `${hostname} ${from(audience)}: not there`,
        ok: status === '404',
        detail: status === '404' ? '404' : `wanted 404, got ${status}`,
      });
    }
  }
  return checks;
}

async function homeClient(run: IngressRun) {
  const [way] = exposureOf(run.testbed.model);
  return way && run.at(visitorsFor(way, run.testbed)[0]);
}

function notExposed({ testbed: { model } }: IngressRun, audience: Audience): readonly { subject: string; hostname: string }[] {
  const { domain } = model.lab;
  const open = new Set(
    exposureOf(model)
      .filter((way) => way.audience === audience)
      .map(({ route }) => route.exposure.hostname),
  );
  const others = routesOf(model).map(({ service, exposure }) => ({ subject: service.subject, hostname: exposure.hostname }));
  const services = model.services.filter((service) => !service.planned).flatMap((service) => hostnamesOf(service, domain));
  const unused = [`no-service-has-this-name.${domain}`, domain].map((hostname) => ({ subject: 'lab:lab', hostname }));
  const all = [...others, ...services, ...unused].filter(({ hostname }) => !open.has(hostname));
  return [...new Map(all.map((each) => [each.hostname, each])).values()].sort((a, b) => (a.hostname < b.hostname ? -1 : 1));
}

/** Names that an attacker would try. */
function hostnamesOf(service: Service, domain: string): { subject: string; hostname: string }[] {
  const containers = service.compose ? entryContainers(service, service.compose) : [];
  return [service.id, ...containers].map((name) => ({ subject: service.subject, hostname: `${name.replaceAll('_', '-')}.${domain}` }));
}
