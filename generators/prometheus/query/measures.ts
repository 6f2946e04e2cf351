import type { Observation } from '../../../core/contract.ts';
import { ago, amount, say } from '../../../lib/phrase/phrase.ts';
import { instantOf, type Sample } from './samples.ts';
import type { SubjectIndex } from './subject-index.ts';

type Read = Pick<Observation, 'state' | 'message' | 'value' | 'unit' | 'at'>;

/** A number that node_exporter knows of a machine. */
export interface Measure {
  readonly query: string;
  check(sample: Sample): string;
  /** What a sample says; undefined for what cannot be. */
  read(value: number): Read | undefined;
}

/** A share that is in use; `limit` is where it needs attention. A ratio outside 0 to 1 is no ratio. */
const inUse =
  (limit: number) =>
  (ratio: number): Read | undefined => {
    if (ratio < 0 || ratio > 1) return undefined;
    const value = Math.round(ratio * 10_000) / 10_000;
    return { state: ratio >= limit ? 'degraded' : 'up', message: say`${amount(value, 'ratio')} in use`, value, unit: 'ratio' };
  };

function booted(seconds: number): Read | undefined {
  const at = instantOf(seconds);
  return at === undefined ? undefined : { state: 'up', message: say`Started ${ago(at)}`, at };
}

// Pseudo file systems and read-only images are always full or never.
const REAL =
  '{fstype!~"tmpfs|ramfs|devtmpfs|overlay|squashfs|iso9660|nsfs|fuse.*|autofs",mountpoint!~"/(run|dev|proc|sys|var/lib/docker|var/lib/containers)(/.*)?"}';

export const MEASURES: readonly Measure[] = [
  {
    query: '1 - avg by (instance, subject, nodename) (rate(node_cpu_seconds_total{mode="idle"}[5m]))',
    check: () => 'cpu',
    // All of it in use is work, no fault.
    read: inUse(Infinity),
  },
  {
    query: '1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes',
    check: () => 'memory',
    read: inUse(0.95),
  },
  {
    query: `1 - node_filesystem_avail_bytes${REAL} / node_filesystem_size_bytes${REAL}`,
    check: ({ labels }) => `disk:${labels['mountpoint'] ?? ''}`,
    read: inUse(0.9),
  },
  {
    query: 'node_boot_time_seconds',
    check: () => 'uptime',
    read: booted,
  },
];

/** What one measure says of the machines of the lab. */
export function measureObservations(measure: Measure, samples: readonly Sample[], index: SubjectIndex, source: string): Observation[] {
  return samples.flatMap((sample) => {
    const subject = machineOf(sample, index);
    const read = measure.read(sample.value);
    return subject && read ? [{ subject, check: measure.check(sample).slice(0, 200), ...read, observedAt: sample.at, source }] : [];
  });
}

/** node_exporter often is a service of its own at its port; its numbers are the machine's. */
export function machineOf({ labels }: Sample, index: SubjectIndex): Observation['subject'] | undefined {
  const host = (labels['instance'] ?? '').replace(/:\d+$/, '');
  const found = [index.of({ ...labels, instance: host }), index.of({ ...labels, subject: '', instance: host })];
  return found.find((subject) => subject?.startsWith('host:') || subject?.startsWith('guest:'));
}
