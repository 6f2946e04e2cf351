import type { Observation, State } from '../../../core/contract.ts';
import { durationWords } from '../../../lib/plain-words.ts';
import type { Sample } from './samples.ts';
import type { SubjectIndex } from './subject-index.ts';

/** A number that node_exporter knows of a machine. */
export interface Measure {
  readonly query: string;
  readonly unit: 'ratio' | 's';
  check(sample: Sample): string;
  judge(value: number): { readonly state: State; readonly message: string };
}

const percent = (ratio: number): string => `${Math.round(ratio * 100)} % in use`;
const upTo = (limit: number) => (value: number) => ({ state: value >= limit ? 'degraded' : 'up', message: percent(value) }) as const;

// Pseudo file systems and read-only images are always full or never.
const REAL =
  '{fstype!~"tmpfs|ramfs|devtmpfs|overlay|squashfs|iso9660|nsfs|fuse.*|autofs",mountpoint!~"/(run|dev|proc|sys|var/lib/docker|var/lib/containers)(/.*)?"}';

export const MEASURES: readonly Measure[] = [
  {
    query: '1 - avg by (instance, subject, nodename) (rate(node_cpu_seconds_total{mode="idle"}[5m]))',
    unit: 'ratio',
    check: () => 'cpu',
    judge: (value) => ({ state: 'up', message: percent(value) }),
  },
  {
    query: '1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes',
    unit: 'ratio',
    check: () => 'memory',
    judge: upTo(0.95),
  },
  {
    query: `1 - node_filesystem_avail_bytes${REAL} / node_filesystem_size_bytes${REAL}`,
    unit: 'ratio',
    check: ({ labels }) => `disk:${labels['mountpoint'] ?? ''}`,
    judge: upTo(0.9),
  },
  {
    query: 'time() - node_boot_time_seconds',
    unit: 's',
    check: () => 'uptime',
    judge: (value) => ({ state: 'up', message: `Runs for ${durationWords(value)}` }),
  },
];

/** The numbers of one measure, for the machines of the lab. A ratio outside 0 to 1 is no ratio, and is left out. */
export function measureObservations(measure: Measure, samples: readonly Sample[], index: SubjectIndex, source: string): Observation[] {
  return samples.flatMap((sample) => {
    const subject = machineOf(sample, index);
    if (!subject || sample.value < 0 || (measure.unit === 'ratio' && sample.value > 1)) return [];
    const value = measure.unit === 'ratio' ? Math.round(sample.value * 10_000) / 10_000 : Math.round(sample.value);
    return [
      {
        subject,
        check: measure.check(sample).slice(0, 200),
        ...measure.judge(sample.value),
        value,
        unit: measure.unit,
        observedAt: sample.at,
        source,
      },
    ];
  });
}

/** node_exporter often is a service of its own at its port; its numbers are the machine's. */
export function machineOf({ labels }: Sample, index: SubjectIndex): Observation['subject'] | undefined {
  const host = (labels['instance'] ?? '').replace(/:\d+$/, '');
  const found = [index.of({ ...labels, instance: host }), index.of({ ...labels, subject: '', instance: host })];
  return found.find((subject) => subject?.startsWith('host:') || subject?.startsWith('guest:'));
}
