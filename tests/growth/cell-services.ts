import type { Cell, CellName, Data } from './cell.ts';
import { addressOf } from './cell-machines.ts';

/** Containers with and without a database, on a host and in a guest; one that is installed, one that is planned, and one that copies. */
export function servicesOf({ name, index, home }: Cell): Data {
  const port = 10_000 + 10 * index;
  const before = String(index - 1).padStart(name.length, '0');
  const nightly = { backup: `nightly-${home.name}` };
  const onHost = { 'runs-on': `docker-${home.name}`, network: 'apps' };
  return {
    [`restic-${name}`]: {
      title: `restic ${name}`,
      ...onHost,
      data: [{ path: '/etc', ...nightly }],
      secrets: { 'repository-password': { what: 'opens the copies', kept: 'on paper' } },
    },
    [`web-${name}`]: {
      title: `Web ${name}`,
      group: `Group ${index % 5}`,
      ...onHost,
      expose: [{ host: `web-${name}`, container: `web-${name}`, port: 80, to: ['lan', 'tunnel'], middlewares: [`login-${name}`] }],
      health: { http: '/' },
      // On separate machines no cell waits for the next; on one machine each waits for the one before.
      needs: [`store-${name}`, ...(home.index === index || index === 0 ? [] : [`web-${before}`])],
      data: [
        { path: `/srv/web-${name}`, ...nightly },
        { path: `/srv/web-${name}/db`, ...nightly },
      ],
      secrets: { key: { what: 'signs cookies', container: `web-${name}` } },
      compose: {
        services: {
          [`web-${name}`]: { image: 'web:1.2', ports: [`${addressOf(home, 20, 10)}:${port}:80`], volumes: [`/srv/web-${name}/html:/html`] },
          db: { image: 'postgres:17', volumes: [`/srv/web-${name}/db:/var/lib/postgresql/data`] },
        },
      },
    },
    [`store-${name}`]: {
      title: `Store ${name}`,
      'runs-on': `docker-${home.name}`,
      network: 'dmz',
      expose: [{ host: `store-${name}`, container: `store-${name}`, port: 90, to: ['lan'], middlewares: [`chain-${name}`] }],
      ports: [{ port: port + 1, what: 'files' }],
      'docker-api': { container: `store-${name}`, allow: ['containers'] },
      data: [{ path: `/srv/store-${name}`, ...nightly, quiesce: 'stop' }],
      compose: {
        services: { [`store-${name}`]: { image: 'store:1.2', ports: [`${port + 1}:90`], volumes: [`/srv/store-${name}:/data`] } },
      },
    },
    [`app-${name}`]: {
      title: `App ${name}`,
      'runs-on': `vm-${home.name}`,
      network: 'apps',
      expose: [{ host: `app-${name}`, container: `app-${name}`, port: 80, to: ['tunnel'], access: `people-${name}` }],
      uses: [`web-${name}`],
      data: [{ path: `/srv/app-${name}/db`, backup: 'images' }],
      compose: {
        services: {
          [`app-${name}`]: { image: 'app:1.2', ports: [`${addressOf(home, 20, 12)}:${port + 2}:80`] },
          db: { image: 'mariadb:11.8', volumes: [`/srv/app-${name}/db:/var/lib/mysql`] },
        },
      },
    },
    [`bare-${name}`]: {
      title: `Bare ${name}`,
      'runs-on': `ct-${home.name}`,
      network: 'apps',
      expose: [{ host: `bare-${name}`, port: port + 3, to: ['lan'], open: 'Only one person is in the house' }],
      health: { http: '/', port: port + 3 },
      needs: [`app-${name}`],
      data: [{ path: `/var/lib/bare-${name}`, backup: 'none', because: 'It is made again' }],
    },
    [`later-${name}`]: { title: `Later ${name}`, planned: true, ...onHost },
  };
}

/** What a lab has once. */
export function sharedServices({ name }: CellName): Data {
  const container = (id: string, network: string, more: Data = {}, ports: readonly string[] = []) => ({
    [id]: { title: id, 'runs-on': `docker-${name}`, network, ...more, compose: { services: { [id]: { image: `${id}:1.2`, ports } } } },
  });
  return {
    ...container('ingress', 'dmz', { secrets: { 'crowdsec-key': { what: 'asks for bans' } } }, ['443:443']),
    ...container('tunnel', 'dmz'),
    ...container('edge', 'dmz'),
    ...container('bans', 'dmz', { ports: [{ port: 8080, what: 'bans' }] }),
    ...container('metrics', 'apps', {}, ['9090:9090']),
    pbs: { title: 'PBS', 'runs-on': `docker-${name}`, network: 'mgmt', ports: [{ port: 8007, what: 'backups' }] },
  };
}
