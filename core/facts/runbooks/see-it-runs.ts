import { quote } from '../../../formats/shell.ts';
import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';
import { composeCommand } from '../backup/places.ts';
import type { Probe } from '../probe.ts';
import { directProbesOf } from '../probes.ts';
import type { RunbookStep } from './runbook.ts';

/** Where a service can be asked on its own machine; checks through the ingress are not among them. */
const direct = once((model: Model) => Map.groupBy(directProbesOf(model), ({ subject }) => subject));

/** How to see that a service runs: its containers, and what the inventory says of its health as far as its machine can be asked for it. */
export function seeItRuns(model: Model, service: Service): readonly RunbookStep[] {
  const compose = composeCommand(service);
  const containers: RunbookStep[] = compose
    ? [
        {
          id: 'containers',
          title: `See that the containers of ${service.title} run`,
          on: service.runsOn,
          run: `${compose} ps --all`,
          expect:
            'A line for each container. “Up” is right, “(health: starting)” becomes “(healthy)” within minutes. “Restarting” or “Exited” is wrong: the logs say why.',
          shows: ['Up'],
        },
      ]
    : [];
  return [...containers, ...(direct(model).get(service.subject) ?? []).flatMap((probe) => asked(service, probe))];
}

function asked({ runsOn: on, title }: Service, probe: Probe): readonly RunbookStep[] {
  switch (probe.kind) {
    case 'http': {
      const { scheme, host, port, path, status } = probe;
      const url = `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}${path}`;
      return [
        {
          id: 'health',
          title: `Ask ${title} whether it is well`,
          on,
          run: `curl ${status.every((each) => each < 400) ? '--fail ' : ''}--silent --show-error --insecure --globoff --max-time 10 --retry 12 --retry-delay 5 --retry-connrefused --output /dev/null --write-out '%{http_code}\\n' -- ${quote(url)}`,
          expect: `${wanted(status)}. While it starts it is asked again, for a minute.`,
          ...(status.length === 1 ? { shows: [String(status[0])] } : {}),
        },
      ];
    }
    case 'tcp':
      return [
        {
          id: 'health',
          title: `See that ${title} listens`,
          on,
          run: `ss --no-header --tcp --numeric --listening ${quote(`sport = :${probe.port}`)}`,
          expect: 'At least one line that begins with LISTEN. No output means that nothing listens there.',
          shows: [`:${probe.port}`],
        },
      ];
    default:
      return [];
  }
}

function wanted(status: readonly number[]): string {
  return status.length <= 3 ? status.join(' or ') : 'A status that is not an error, such as 200 or 302';
}
