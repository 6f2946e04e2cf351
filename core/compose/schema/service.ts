import { z } from 'zod';
import { build, develop, extraHosts, fileGrants, hook, ulimits } from './build.ts';
import { deploy, gpus } from './deploy.ts';
import { devices, volumeMounts } from './mounts.ts';
import { expose, ports, serviceNetworks } from './ports.ts';
import {
  anyText,
  byteSize,
  commandLine,
  composeDuration,
  decimal,
  extensible,
  flag,
  pairs,
  someText,
  text,
  textOrNumber,
  textOrTexts,
  texts,
  whole,
} from './scalars.ts';

const deviceRates = z.array(extensible({ path: someText, rate: byteSize })).optional();

const healthcheck = extensible({
  disable: flag.optional(),
  interval: composeDuration.optional(),
  retries: whole.optional(),
  test: z
    .union(
      [
        z.string(),
        z.array(z.string()).refine((words) => /^(CMD|CMD-SHELL|NONE)$/.test(words[0] ?? ''), 'must start with CMD, CMD-SHELL or NONE'),
      ],
      { error: 'must be text or a list of strings' },
    )
    .optional(),
  timeout: composeDuration.optional(),
  start_period: composeDuration.optional(),
  start_interval: composeDuration.optional(),
});

const dependsOn = z.union(
  [
    texts,
    z.record(
      z.string(),
      extensible({
        condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully'], {
          error: 'must be service_started, service_healthy or service_completed_successfully',
        }),
        restart: flag.optional(),
        required: flag.optional(),
      }),
    ),
  ],
  { error: 'must be a list of strings or a map' },
);

const envFile = z.union(
  [
    z.string(),
    z.array(
      z.union([z.string(), extensible({ path: someText, required: flag.optional(), format: anyText.optional() })], {
        error: 'must be a path, or a map with path',
      }),
    ),
  ],
  { error: 'must be a path or a list of paths' },
);

const logging = extensible({
  driver: anyText.optional(),
  options: z
    .record(z.string(), z.union([z.string(), z.number(), z.null()], { error: 'must be text, a number or empty' }), {
      error: 'must be a map',
    })
    .optional(),
});

/** One entry of `services`, with every attribute of the Compose Specification. */
export const composeService = extensible({
  annotations: pairs.optional(),
  attach: flag.optional(),
  blkio_config: extensible({
    device_read_bps: deviceRates,
    device_read_iops: deviceRates,
    device_write_bps: deviceRates,
    device_write_iops: deviceRates,
    weight: whole.optional(),
    weight_device: z.array(extensible({ path: someText, weight: whole })).optional(),
  }).optional(),
  build: build.optional(),
  cap_add: texts.optional(),
  cap_drop: texts.optional(),
  cgroup: z.enum(['host', 'private'], { error: 'must be host or private' }).optional(),
  cgroup_parent: anyText.optional(),
  command: commandLine.optional(),
  configs: fileGrants.optional(),
  container_name: text(/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/, 'must be two or more letters, digits, "_", "." and "-"').optional(),
  cpu_count: whole.optional(),
  cpu_percent: decimal.optional(),
  cpu_period: textOrNumber.optional(),
  cpu_quota: textOrNumber.optional(),
  cpu_rt_period: textOrNumber.optional(),
  cpu_rt_runtime: textOrNumber.optional(),
  cpu_shares: decimal.optional(),
  cpus: decimal.optional(),
  cpuset: anyText.optional(),
  credential_spec: extensible({ config: anyText.optional(), file: anyText.optional(), registry: anyText.optional() }).optional(),
  depends_on: dependsOn.optional(),
  deploy: deploy.nullable().optional(),
  develop: develop.nullable().optional(),
  device_cgroup_rules: texts.optional(),
  devices: devices.optional(),
  dns: textOrTexts.optional(),
  dns_opt: texts.optional(),
  dns_search: textOrTexts.optional(),
  domainname: anyText.optional(),
  driver_opts: z.record(z.string(), textOrNumber).optional(),
  entrypoint: commandLine.optional(),
  env_file: envFile.optional(),
  environment: pairs.optional(),
  expose: expose.optional(),
  extends: z
    .union([someText, extensible({ service: someText, file: anyText.optional() })], {
      error: 'must be the name of a service, or a map with service',
    })
    .optional(),
  external_links: texts.optional(),
  extra_hosts: extraHosts.optional(),
  gpus: gpus.optional(),
  group_add: z.array(textOrNumber, { error: 'must be a list' }).optional(),
  healthcheck: healthcheck.optional(),
  hostname: anyText.optional(),
  image: someText.optional(),
  init: flag.optional(),
  ipc: anyText.optional(),
  isolation: anyText.optional(),
  label_file: textOrTexts.optional(),
  labels: pairs.optional(),
  links: texts.optional(),
  logging: logging.optional(),
  mac_address: text(/^[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}$/, 'must be a MAC address').optional(),
  mem_limit: byteSize.optional(),
  mem_reservation: byteSize.optional(),
  mem_swappiness: whole.optional(),
  memswap_limit: byteSize.optional(),
  models: z
    .union([texts, z.record(z.string(), extensible({ endpoint_var: anyText.optional(), model_var: anyText.optional() }).nullable())], {
      error: 'must be a list of strings or a map',
    })
    .optional(),
  network_mode: someText.optional(),
  networks: serviceNetworks.optional(),
  oom_kill_disable: flag.optional(),
  oom_score_adj: z
    .union(
      [
        z.int().min(-1000, 'must be from -1000 to 1000').max(1000, 'must be from -1000 to 1000'),
        text(/^-?\d{1,4}$/, 'must be a whole number'),
      ],
      {
        error: 'must be a whole number',
      },
    )
    .optional(),
  pid: anyText.nullable().optional(),
  pids_limit: whole.optional(),
  platform: anyText.optional(),
  ports: ports.optional(),
  post_start: z.array(hook, { error: 'must be a list' }).optional(),
  pre_stop: z.array(hook, { error: 'must be a list' }).optional(),
  privileged: flag.optional(),
  profiles: z
    .array(text(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/, 'must be the name of a profile'), { error: 'must be a list of strings' })
    .optional(),
  provider: extensible({
    type: someText,
    options: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number(), z.boolean()]))]))
      .optional(),
  }).optional(),
  pull_policy: text(
    /^(always|never|build|if_not_present|missing|refresh|daily|weekly|every_(\d+[wdhms])+)$/,
    'must be always, never, build, if_not_present, missing, daily, weekly or every_<duration>',
  ).optional(),
  pull_refresh_after: anyText.optional(),
  read_only: flag.optional(),
  restart: text(
    /^(no|always|unless-stopped|on-failure(:\d+)?)$/,
    'must be no, always, on-failure, on-failure:<times> or unless-stopped',
  ).optional(),
  runtime: anyText.optional(),
  scale: whole.optional(),
  secrets: fileGrants.optional(),
  security_opt: texts.optional(),
  shm_size: byteSize.optional(),
  stdin_open: flag.optional(),
  stop_grace_period: composeDuration.optional(),
  stop_signal: anyText.optional(),
  storage_opt: z.record(z.string(), z.unknown(), { error: 'must be a map' }).optional(),
  sysctls: pairs.optional(),
  tmpfs: textOrTexts.optional(),
  tty: flag.optional(),
  ulimits: ulimits.optional(),
  use_api_socket: flag.optional(),
  user: anyText.optional(),
  userns_mode: anyText.optional(),
  uts: anyText.optional(),
  volumes: volumeMounts.optional(),
  volumes_from: texts.optional(),
  working_dir: anyText.optional(),
});

export type ComposeService = z.infer<typeof composeService>;
