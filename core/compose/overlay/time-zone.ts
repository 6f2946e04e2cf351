import { pairsOf } from './place-value.ts';
import type { Spec, Step } from './step.ts';

const KEY = 'TZ';
const CLOCK_FILES = /^\/etc\/(localtime|timezone)$/;

/**
 * The lab's time zone, unless the project says one: in its environment, by the machine's own clock files, or perhaps in a file of
 * variables. `knownKeys` are the keys of all its env files; undefined where they could not be read.
 */
export function timeZoneStep(spec: Spec, timezone: string, knownKeys?: ReadonlySet<string>): Step {
  if (saysTimeZone(spec, knownKeys)) return {};
  return {
    added: [
      {
        path: ['environment', KEY],
        value: timezone,
        change: 'added',
        because: 'Its clock shows the time of the lab (lab.timezone).',
        undo: 'environment: { TZ: "" } in the container, or another zone',
      },
    ],
  };
}

function saysTimeZone(spec: Spec, knownKeys: ReadonlySet<string> | undefined): boolean {
  if (Object.hasOwn(pairsOf(spec['environment']), KEY)) return true;
  if (hasEnvFile(spec) && (knownKeys === undefined || knownKeys.has(KEY))) return true;
  return targets(spec).some((target) => CLOCK_FILES.test(target));
}

function hasEnvFile({ env_file: files }: Spec): boolean {
  return files !== undefined && files !== null && [files].flat().length > 0;
}

function targets({ volumes, configs }: Spec): readonly string[] {
  return [volumes, configs].flat().map((mount) => {
    if (typeof mount === 'string') return mount.split(':')[1] ?? mount;
    return String((mount as Spec | null | undefined)?.['target'] ?? '');
  });
}
