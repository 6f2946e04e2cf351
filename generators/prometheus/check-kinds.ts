import type { CheckKinds } from '../../core/check-kinds/check-kind.ts';
import { COPY_KINDS } from '../../core/check-kinds/copy-kinds.ts';
import { PROBE_KINDS } from '../../core/check-kinds/probe-kinds.ts';

export default {
  // Its own probes answer for those that the lab declares, and the jobs of the backup leave their metrics to it.
  ...PROBE_KINDS,
  ...COPY_KINDS,
  target: { title: 'Prometheus target', proves: 'target' },
  blackbox: { title: 'Probe by Prometheus', proves: 'target' },
  alert: { title: 'Alert', proves: 'alert' },
  cpu: { title: 'Processor in use', proves: 'measure' },
  memory: { title: 'Memory in use', proves: 'measure' },
  disk: { title: 'Disk in use', proves: 'measure' },
  uptime: { title: 'Running since boot', proves: 'uptime' },
} as const satisfies CheckKinds;
