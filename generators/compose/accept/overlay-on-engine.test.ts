/** Projects that once broke under the overlay run on a real Docker Engine, behind a real ingress; with the old fault back they do not. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toolOf } from '../../../registry/catalog.ts';
import { engineObstacle } from '../../../testbed/engine/engine.ts';
import { cliObstacle } from '../../../testbed/engine/engine-cli.ts';
import { waitFor } from '../../../testbed/wait-for.ts';
import { findTool, isMissing } from '../../../tools/find.ts';
import { run } from '../../../tools/process.ts';
import { type LabOnEngine, startLab } from './test-lab.ts';

const missing = [await findTool(toolOf('traefik')), await findTool(toolOf('nft'))].find((found) => isMissing(found));
const obstacle = (await engineObstacle()) ?? (await cliObstacle()) ?? (missing && 'missing' in missing ? missing.missing : undefined);
if (obstacle !== undefined) process.stderr.write(`SKIPPED overlay on an engine: ${obstacle}\n`);
it.runIf(process.env['CI'] === 'true')('can be tried here', () => expect(obstacle).toBeUndefined());

// Nothing in it hears that it should stop.
const QUICK = { stop_grace_period: '1s' };
const APP = { image: 'app:1', ...QUICK };
const service = (compose: object, more: object = {}) => ({ title: 'X', 'runs-on': 'one', ...more, compose });
const exposed = (host: string, container: string) => ({ expose: [{ host, container, port: 8080, to: ['lan'], open: 'test' }] });

const SERVICES = {
  own: service(
    { services: { web: { ...APP, networks: ['front', 'back'] } }, networks: { front: {}, back: { internal: true } } },
    exposed('own', 'web'),
  ),
  closed: service(
    { services: { closed: { ...APP, networks: ['in'] } }, networks: { in: { internal: true } } },
    exposed('closed', 'closed'),
  ),
  sidecar: service(
    { services: { vpn: { image: 'idle:1', ...QUICK, cap_add: ['NET_ADMIN'] }, app: { ...APP, network_mode: 'service:vpn' } } },
    exposed('sidecar', 'app'),
  ),
  onhost: service({ services: { onhost: { ...APP, network_mode: 'host' } } }, exposed('onhost', 'onhost')),
  outer: service({ services: { outer: APP }, networks: { default: { name: 'shared', external: true } } }, exposed('outer', 'outer')),
  once: service({
    services: {
      app: { ...APP, depends_on: { migrate: { condition: 'service_completed_successfully' } } },
      migrate: { ...APP, command: ['true'] },
    },
  }),
  reserved: service({ services: { reserved: { ...APP, mem_reservation: '512m' } } }),
  below: service({ services: { below: { ...APP, deploy: { resources: { limits: { memory: '512M' } } } } } }),
  quota: service({ services: { quota: { ...APP, cpu_quota: 50_000 } } }),
};

const file = (id: string) => `infra/compose/one/${id}/compose.yaml`;

describe.skipIf(obstacle !== undefined)('projects under the overlay on a Docker Engine', () => {
  let lab: LabOnEngine;
  let started: Awaited<ReturnType<LabOnEngine['up']>>;
  beforeAll(async () => {
    lab = await startLab({ services: SERVICES, lab: { limits: { memory: '256m', cpus: 0.5 } } });
    await lab.loadFirewall();
    started = await lab.up();
    await lab.startIngress();
  });
  afterAll(() => lab?.stop());

  const state = async (name: string) => (await lab.engine.api.getContainer(name).inspect()).State;
  const answers = (hostname: string, status: number) =>
    waitFor(
      () => lab.ask(`${hostname}.l.example.net`),
      (answer) => answer === status,
    );
  const silent = (hostname: string) =>
    waitFor(
      () => lab.ask(`${hostname}.l.example.net`),
      (answer) => answer !== 200,
    );
  /** What becomes of a project with a fault in its file, and without it again. */
  const withFault = async <T>(id: string, from: string | RegExp, to: string, look: () => Promise<T>): Promise<T> => {
    const restore = await lab.change(file(id), from, to);
    try {
      return await look();
    } finally {
      await restore();
      await lab.start(id);
    }
  };

  it('all start with up.sh', () => {
    expect(started, started.stderr).toMatchObject({ code: 0 });
  });

  it.each(['own', 'closed', 'sidecar', 'onhost', 'outer'])('%s answers behind the ingress', async (hostname) => {
    expect(await answers(hostname, 200)).toBe(200);
  });

  it('a container in networks of its own only is not reached', async () => {
    await withFault('own', / +to-own: \{\}\n/, '', async () => {
      expect(await lab.start('own')).toMatchObject({ code: 0 });
      expect(await silent('own')).not.toBe(200);
    });
    expect(await answers('own', 200)).toBe(200);
  });

  it('a container in an internal network only is not reached', async () => {
    await withFault('closed', / +to-closed: \{\}\n/, '', async () => {
      expect(await lab.start('closed')).toMatchObject({ code: 0 });
      expect(await silent('closed')).not.toBe(200);
    });
    expect(await answers('closed', 200)).toBe(200);
  });

  it('a lender outside of the network of the ingress is not reached', async () => {
    await withFault('sidecar', / +to-sidecar: \{\}\n/, '', async () => {
      expect(await lab.start('sidecar')).toMatchObject({ code: 0 });
      expect(await silent('sidecar')).not.toBe(200);
    });
    expect(await answers('sidecar', 200)).toBe(200);
  });

  it('a container in the network of the machine is not reached without the hole in the firewall', async () => {
    await lab.loadFirewall('10.2.20.11 . tcp . 8080', '10.2.20.11 . tcp . 9');
    expect(await silent('onhost')).not.toBe(200);
    await lab.loadFirewall();
    expect(await answers('onhost', 200)).toBe(200);
  });

  it('a network that nobody makes keeps a project from starting', async () => {
    const restore = await lab.change('infra/compose/one/up.settings', /"\$@" shared outer/, ':');
    await lab.engine.runInside(['sh', '-c', 'docker compose --project-name outer down --timeout 0; docker network rm shared']);
    const faulty = await lab.up();
    await restore();
    expect(faulty.code).not.toBe(0);
    expect(faulty.stderr).toContain('shared');
    expect(await lab.up()).toMatchObject({ code: 0 });
    expect(await answers('outer', 200)).toBe(200);
  });

  it('a migration runs once, and then the application starts', async () => {
    expect(await state('once-migrate-1')).toMatchObject({ Status: 'exited', ExitCode: 0 });
    expect(await state('once-app-1')).toMatchObject({ Status: 'running' });
  });

  it.each([
    ['reserved', 'image: app:1', 'image: app:1\n    mem_limit: 256m', 'memory reservation'],
    ['below', /image: app:1([\s\S]*?) +pids: 1024\n/, 'image: app:1\n    pids_limit: 1024$1', "can't set distinct values"],
    ['quota', 'image: app:1', 'image: app:1\n    cpus: 0.5', 'Conflicting options'],
  ])('%s runs, and is refused with the limit of the lab', async (id, from, to, words) => {
    expect(await state(`${id}-${id}-1`)).toMatchObject({ Status: 'running' });
    const refused = await withFault(id, from, to, () => lab.start(id));
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain(words);
  });

  it('a migration that is started again and again keeps the application waiting', async () => {
    await lab.engine.runInside(['docker', 'compose', '--project-name', 'once', 'down', '--timeout', '0']);
    await withFault('once', 'command:', 'restart: unless-stopped\n    command:', async () => {
      const start = lab.start('once');
      const runs = () =>
        lab.engine.api
          .getContainer('once-migrate-1')
          .inspect()
          .then(
            ({ RestartCount }) => RestartCount,
            () => 0,
          );
      expect(await waitFor(runs, (count) => count > 1)).toBeGreaterThan(1);
      expect(await state('once-app-1')).toMatchObject({ Status: 'created' });
      await lab.engine.runInside(['docker', 'compose', '--project-name', 'once', 'down', '--timeout', '0']);
      expect((await start).code).not.toBe(0);
    });
    expect(await state('once-app-1')).toMatchObject({ Status: 'running' });
  });

  // Last, since it starts the container of the ingress anew, without the ingress.
  describe('the network of the ingress', () => {
    // The engine lets nothing out of an internal network.
    const areInternal = async (container: string) => {
      const { NetworkSettings } = await lab.engine.api.getContainer(container).inspect();
      const names = Object.keys(NetworkSettings.Networks).sort();
      return Promise.all(names.map(async (name) => [name, (await lab.engine.api.getNetwork(name).inspect()).Internal]));
    };
    const closed = [
      ['closed_in', true],
      ['to-closed', true],
    ];

    it('is no way out, and leaves the way that the project has', async () => {
      expect(await areInternal('closed-closed-1')).toEqual(closed);
      const front = await lab.engine.api.getNetwork('own_front').inspect();
      const route = await run([...(await lab.engine.inContainerNetwork('own-web-1')), 'ip', 'route', 'show', 'default']);
      expect(route.stdout).toContain(`default via ${front.IPAM?.Config?.[0]?.Gateway} `);
    });

    it('is one when it is made without being internal', async () => {
      const anew = () =>
        lab.run(['sh', '-c', 'for each in closed proxy; do docker compose -p $each down -t 0; done; docker network rm to-closed']);
      const restore = await lab.change('infra/compose/one/up.settings', 'to-closed --internal', 'to-closed');
      try {
        expect(await anew()).toMatchObject({ code: 0 });
        expect(await lab.up()).toMatchObject({ code: 0 });
        expect(await areInternal('closed-closed-1')).toEqual([
          ['closed_in', true],
          ['to-closed', false],
        ]);
      } finally {
        await restore();
        await anew();
        await lab.up();
      }
      expect(await areInternal('closed-closed-1')).toEqual(closed);
    });
  });
});
