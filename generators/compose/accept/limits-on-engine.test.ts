/** Projects with limits and jobs of their own run on a real Docker Engine in a lab that has limits; with the old fault back they do not. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineObstacle } from '../../../testbed/engine/engine.ts';
import { cliObstacle } from '../../../testbed/engine/engine-cli.ts';
import { waitFor } from '../../../testbed/wait-for.ts';
import { otherText, withFault } from './test-fault.ts';
import { type LabOnEngine, startLab } from './test-lab.ts';

const obstacle = (await engineObstacle()) ?? (await cliObstacle());
if (obstacle !== undefined) process.stderr.write(`SKIPPED limits on an engine: ${obstacle}\n`);
it.runIf(process.env['CI'] === 'true')('can be tried here', () => expect(obstacle).toBeUndefined());

// Nothing in it hears that it should stop.
const APP = { image: 'app:1', stop_grace_period: '1s' };
const service = (compose: object) => ({ title: 'X', 'runs-on': 'one', compose });

const SERVICES = {
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

describe.skipIf(obstacle !== undefined)('limits and jobs of projects on a Docker Engine', () => {
  let lab: LabOnEngine;
  let started: Awaited<ReturnType<LabOnEngine['up']>>;
  beforeAll(async () => {
    lab = await startLab({ services: SERVICES, lab: { limits: { memory: '256m', cpus: 0.5 } } });
    started = await lab.up();
  });
  afterAll(() => lab?.stop());

  const state = async (name: string) => (await lab.engine.api.getContainer(name).inspect()).State;

  it('all start with up.sh', () => {
    expect(started, started.stderr).toMatchObject({ code: 0 });
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
    const refused = await withFault(lab, id, otherText(`${id}/compose.yaml`, from, to), () => lab.start(id));
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain(words);
  });

  it('a migration that is started again and again keeps the application waiting', async () => {
    await withFault(lab, 'once', otherText('once/compose.yaml', 'command:', 'restart: unless-stopped\n    command:'), async () => {
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
      await lab.down('once');
      expect((await start).code).not.toBe(0);
    });
    expect(await state('once-app-1')).toMatchObject({ Status: 'running' });
  });
});
