import type { Value } from './pipeline.ts';

/** What a job in the lab needs to get to the machines, by the variable that `core/runtime/in-lab.sh` reads. */
export interface LabSecret {
  readonly name: string;
  readonly what: string;
  /** A setting is no secret, and shown to everybody who may read the settings of the repository. */
  readonly kind: 'secret' | 'setting';
  /** Whether every lab needs it. */
  readonly needed: boolean;
}

const KEY: LabSecret = {
  name: 'LAB_SSH_KEY',
  what: 'Private key that the machines let in for the deploying user',
  kind: 'secret',
  needed: true,
};
const HOSTS: LabSecret = {
  name: 'LAB_KNOWN_HOSTS',
  what: 'Public keys of the machines, as ssh-keyscan prints them; another machine in their place is refused',
  kind: 'setting',
  needed: true,
};
const PASSWORD: LabSecret = {
  name: 'LAB_PASSWORD',
  what: 'Password of the store of secrets, where it has one',
  kind: 'secret',
  needed: false,
};
const AGE: LabSecret = {
  name: 'LAB_AGE_KEY',
  what: 'Private key of the store of secrets, where it is kept by keys',
  kind: 'secret',
  needed: false,
};
const TUNNEL: LabSecret = {
  name: 'LAB_VPN',
  what: 'Configuration of a WireGuard peer that may come in, for a runner outside of the lab',
  kind: 'secret',
  needed: true,
};

/** In the order in which a person sets them up. */
export const labSecrets = (vpn: boolean): readonly LabSecret[] => [KEY, HOSTS, PASSWORD, AGE, ...(vpn ? [TUNNEL] : [])];

/** The environment that hands them to the one step that needs them. */
export function labEnvironment(vpn: boolean): Readonly<Record<string, Value>> {
  return Object.fromEntries(labSecrets(vpn).map(({ name, kind }) => [name, kind === 'secret' ? { secret: name } : { setting: name }]));
}
