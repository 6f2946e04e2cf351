import type { SecretStore } from '../../roles/secret-store.ts';
import type { Value } from './pipeline.ts';

/** What a job in the lab needs to get to the machines, by the variable that `core/runtime/in-lab.sh` reads. */
interface LabSecret {
  readonly name: string;
  /** A setting is no secret, and shown to everybody who may read the settings of the repository. */
  readonly kind: 'secret' | 'setting';
}

/** How the lab is reached from where a job runs, and what opens its store of secrets; undefined where it has none. */
export interface LabAccess {
  readonly vpn: boolean;
  readonly opens: SecretStore['opens'] | undefined;
}

/** The environment that hands it to the one step that needs it. */
export function labEnvironment({ vpn, opens }: LabAccess): Readonly<Record<string, Value>> {
  const all: readonly LabSecret[] = [
    { name: 'LAB_SSH_KEY', kind: 'secret' },
    // With these, another machine in the place of one is refused.
    { name: 'LAB_KNOWN_HOSTS', kind: 'setting' },
    ...(opens?.by === 'password' ? [{ name: 'LAB_PASSWORD', kind: 'secret' as const }] : []),
    ...(opens?.by === 'key' ? [{ name: 'LAB_AGE_KEY', kind: 'secret' as const }] : []),
    ...(vpn ? [{ name: 'LAB_VPN', kind: 'secret' as const }] : []),
  ];
  return Object.fromEntries(all.map(({ name, kind }) => [name, kind === 'secret' ? { secret: name } : { setting: name }]));
}
