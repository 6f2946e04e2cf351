import { backupOf } from './cell-backup.ts';
import { machinesOf } from './cell-machines.ts';
import { servicesOf, sharedServices } from './cell-services.ts';

export type Data = Readonly<Record<string, unknown>>;

export interface CellName {
  readonly index: number;
  readonly name: string;
}

export interface Cell extends CellName {
  /** The cell on whose machines its services run. */
  readonly home: CellName;
}

/** What one cell says in each section of the inventory; the first says besides what the lab has once. */
export function sectionsOf(cell: Cell): Readonly<Record<string, Data>> {
  const { name, home, index } = cell;
  return {
    ...machinesOf(cell),
    services: { ...servicesOf(cell), ...(index === 0 ? sharedServices(cell) : {}) },
    middlewares: {
      [`near-${name}`]: { title: `Near ${name}`, networks: ['apps'] },
      [`login-${name}`]: { title: `Login ${name}`, traefik: { basicAuth: { usersFile: '/run/secrets/users' } } },
      [`chain-${name}`]: { title: `Chain ${name}`, chain: [`near-${name}`, `login-${name}`] },
    },
    access: { [`people-${name}`]: { title: `People ${name}`, emails: ['one@example.net'], session: '7d' } },
    allow: {
      [`device-${name}`]: {
        from: { network: 'iot', device: `device-${name}` },
        to: { service: `store-${name}` },
        because: 'The device plays what is kept there',
      },
    },
    // A machine has few backup media, however much runs on it.
    ...(home.index === index ? backupOf(cell) : {}),
  };
}
