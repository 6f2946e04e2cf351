/** Projects that once broke under the overlay run on a real Docker Engine, behind a real ingress; with the old fault back they do not. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toolOf } from '../../../registry/catalog.ts';
import { engineObstacle } from '../../../testbed/engine/engine.ts';
import { cliObstacle } from '../../../testbed/engine/engine-cli.ts';
import { waitFor } from '../../../testbed/wait-for.ts';
import { findTool, isMissing } from '../../../tools/find.ts';
import { run } from '../../../tools/process.ts';
import { otherText, withFault } from './test-fault.ts';
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
  onhost: service(
    { services: { onhost: { ...APP, network_mode: 'host' } } },
    { ...exposed('onhost', 'onhost'), 'host-access': { network_mode: 'a test' } },
  ),
  outer: service({ services: { outer: APP }, networks: { default: { name: 'shared', external: true } } }, exposed('outer', 'outer')),
};

describe.skipIf(obstacle !== undefined)('projects under the overlay on a Docker Engine', () => {
  let lab: LabOnEngine;
  let started: Awaited<ReturnType<LabOnEngine['up']>>;
  beforeAll(async () => {
    lab = await startLab({ services: SERVICES });
    await lab.loadFirewall();
    started = await lab.up();
    await lab.startIngress();
  });
  afterAll(() => lab?.stop());

  const answers = (hostname: string, status: number) =>
    waitFor(
      () => lab.ask(`${hostname}.l.example.net`),
      (answer) => answer === status,
    );
  /** What the ingress says when it knows the container and does not reach it; before, it says that there is no such page. */
  const unreached = (hostname: string) =>
    waitFor(
      () => lab.ask(`${hostname}.l.example.net`),
      (answer) => answer !== 200 && answer !== 404,
    );
  it('all start with up.sh', () => {
    expect(started, started.stderr).toMatchObject({ code: 0 });
  });

  it.each(['own', 'closed', 'sidecar', 'onhost', 'outer'])('%s answers behind the ingress', async (hostname) => {
    expect(await answers(hostname, 200)).toBe(200);
  });

  it('a container in networks of its own only is not reached', async () => {
    await withFault(lab, 'own', otherText('own/compose.yaml', / +to-own: \{\}\n/, ''), async () => {
      expect(await lab.start('own')).toMatchObject({ code: 0 });
      expect([200, 404]).not.toContain(await unreached('own'));
    });
    expect(await answers('own', 200)).toBe(200);
  });

  it('a container in an internal network only is not reached', async () => {
    await withFault(lab, 'closed', otherText('closed/compose.yaml', / +to-closed: \{\}\n/, ''), async () => {
      expect(await lab.start('closed')).toMatchObject({ code: 0 });
      expect([200, 404]).not.toContain(await unreached('closed'));
    });
    expect(await answers('closed', 200)).toBe(200);
  });

  it('a lender outside of the network of the ingress is not reached', async () => {
    await withFault(lab, 'sidecar', otherText('sidecar/compose.yaml', / +to-sidecar: \{\}\n/, ''), async () => {
      expect(await lab.start('sidecar')).toMatchObject({ code: 0 });
      expect([200, 404]).not.toContain(await unreached('sidecar'));
    });
    expect(await answers('sidecar', 200)).toBe(200);
  });

  it('a container in the network of the machine is not reached without the hole in the firewall', async () => {
    await lab.loadFirewall('10.2.20.11 . tcp . 8080', '10.2.20.11 . tcp . 9');
    expect([200, 404]).not.toContain(await unreached('onhost'));
    await lab.loadFirewall();
    expect(await answers('onhost', 200)).toBe(200);
  });

  it('a network that nobody makes keeps a project from starting', async () => {
    const restore = await lab.change('infra/compose/one/up.settings', /"\$@" shared outer/, ':');
    await lab.down('outer');
    await lab.run(['docker', 'network', 'rm', 'shared']);
    const faulty = await lab.up();
    await restore();
    expect(faulty.code).not.toBe(0);
    expect(faulty.stderr).toContain('shared');
    expect(await lab.up()).toMatchObject({ code: 0 });
    expect(await answers('outer', 200)).toBe(200);
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
      const anew = async () => {
        for (const project of ['closed', 'proxy']) await lab.down(project);
        return lab.run(['docker', 'network', 'rm', 'to-closed']);
      };
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
