import { z } from 'zod';
import { anyText, byteText, composeDuration, decimal, extensible, pairs, text, texts, whole } from './scalars.ts';

/** Devices by what they can do: GPUs, TPUs. */
const device = {
  count: z.union([z.int(), text(/^(all|\d+)$/, 'must be a number or all')], { error: 'must be a number or all' }).optional(),
  device_ids: texts.optional(),
  driver: anyText.optional(),
  options: pairs.optional(),
};

const deviceRequest = extensible({ ...device, capabilities: texts.optional() });

const rollout = extensible({
  parallelism: whole.optional(),
  delay: composeDuration.optional(),
  failure_action: anyText.optional(),
  monitor: composeDuration.optional(),
  max_failure_ratio: decimal.optional(),
  order: z.enum(['start-first', 'stop-first']).optional(),
});

export const deploy = extensible({
  mode: anyText.optional(),
  endpoint_mode: anyText.optional(),
  replicas: whole.optional(),
  labels: pairs.optional(),
  rollback_config: rollout.optional(),
  update_config: rollout.optional(),
  resources: extensible({
    limits: extensible({ cpus: decimal.optional(), memory: byteText.optional(), pids: whole.optional() }).optional(),
    reservations: extensible({
      cpus: decimal.optional(),
      memory: byteText.optional(),
      generic_resources: z
        .array(extensible({ discrete_resource_spec: extensible({ kind: anyText.optional(), value: decimal.optional() }).optional() }))
        .optional(),
      devices: z.array(extensible({ ...device, capabilities: texts })).optional(),
    }).optional(),
  }).optional(),
  restart_policy: extensible({
    condition: anyText.optional(),
    delay: composeDuration.optional(),
    max_attempts: whole.optional(),
    window: composeDuration.optional(),
  }).optional(),
  placement: extensible({
    constraints: z.array(z.string()).optional(),
    preferences: z.array(extensible({ spread: anyText.optional() })).optional(),
    max_replicas_per_node: whole.optional(),
  }).optional(),
});

export const gpus = z.union([z.literal('all'), z.array(deviceRequest)], { error: 'must be all, or a list of devices' });
