import type { Model } from '../../../core/contract.ts';
import { type Handler, json } from '../../../core/demo/listener.ts';
import type { Script } from '../../../core/demo/script.ts';
import { steadyNumber } from '../../../core/demo/steady-number.ts';
import { expectedRuns } from '../../../core/facts/backup/expected-runs.ts';

/** The moment is in seconds. */
type Numbers = (machine: string, now: number) => number;

/** Which number a query asks for, by a metric that it names. */
const ANSWERS: readonly (readonly [RegExp, Numbers, labels?: Readonly<Record<string, string>>])[] = [
  [/node_cpu_seconds_total/, (id) => 0.03 + steadyNumber(`cpu ${id}`, 35) / 100],
  [/node_memory_MemAvailable_bytes/, (id) => 0.3 + steadyNumber(`memory ${id}`, 40) / 100],
  [/node_filesystem_avail_bytes/, (id) => 0.2 + steadyNumber(`disk ${id}`, 55) / 100, { mountpoint: '/' }],
  [/node_boot_time_seconds/, (id, now) => Math.round(now) - 86_400 * (3 + steadyNumber(`uptime ${id}`, 60)) - 7200],
];

/** The part of Prometheus' API that a snapshot uses: a node exporter on every machine, recent backups, and an alert for what fails. */
export function prometheusApi(model: Model, script: Script, now: Date): Handler {
  const machines = [...model.hosts, ...model.guests].flatMap(({ id, planned, primary }) =>
    planned || !primary ? [] : [{ id, instance: `${primary.ip}:9100` }],
  );
  const good = (data: unknown) => json({ status: 'success', data });
  return ({ url }) => {
    const path = /\/api\/v1\/(\w+)$/.exec(url.pathname)?.[1];
    switch (path) {
      case 'targets':
        return good({ activeTargets: machines.map(({ instance }) => target(instance, now)), droppedTargets: [] });
      case 'alerts':
        return good({ alerts: script.failing ? [alert(script.failing.id, script.failing.title, now)] : [] });
      case 'query': {
        const asked = url.searchParams.get('query') ?? '';
        const [, number, labels] = ANSWERS.find(([metric]) => metric.test(asked)) ?? [];
        const result = asked.startsWith('rackbook_')
          ? backups(model, asked, now)
          : number
            ? machines.map(({ id, instance }) => ({
                metric: { instance, job: 'node', ...labels },
                value: [now.getTime() / 1000, String(number(id, now.getTime() / 1000))],
              }))
            : [];
        return good({ resultType: 'vector', result });
      }
      default:
        return undefined;
    }
  };
}

const target = (instance: string, now: Date) => ({
  discoveredLabels: { __address__: instance, job: 'node' },
  labels: { instance, job: 'node' },
  scrapePool: 'node',
  scrapeUrl: `http://${instance}/metrics`,
  lastError: '',
  lastScrape: new Date(now.getTime() - 12_000).toISOString(),
  lastScrapeDuration: 0.02,
  health: 'up',
});

const alert = (service: string, title: string, now: Date) => ({
  labels: { alertname: 'ServiceDown', service, severity: 'critical' },
  annotations: { summary: `${title} does not answer` },
  state: 'firing',
  activeAt: new Date(now.getTime() - 600_000).toISOString(),
  value: '1',
});

/** What jobs left that all ended well, each some time ago that is within what is promised. */
function backups(model: Model, asked: string, now: Date) {
  const seconds = now.getTime() / 1000;
  return expectedRuns(model).flatMap(({ subject, check, job, repository, machine, policy, guest, limit }) => {
    const isOfGuest = asked.startsWith('rackbook_guest_');
    if (isOfGuest !== (guest !== undefined)) return [];
    const own = guest
      ? { vmid: String(guest.vmid), datastore: repository.location }
      : { exported_job: job, repository: repository.id, ...(policy ? { policy: policy.id } : {}) };
    const ended = Math.round(seconds - (0.2 + steadyNumber(`${subject} ${check}`, 60) / 100) * Math.min(limit, LONGEST_AGE));
    const value = asked.includes('exit_code') ? 0 : ended;
    return [{ metric: { instance: `${machine.primary?.ip ?? machine.id}:9100`, job: 'node', ...own }, value: [seconds, String(value)] }];
  });
}

/** Seconds. */
const LONGEST_AGE = 30 * 86_400;
