/** Projects of `moved-in/` start on a real Docker Engine with what they had where they ran before; with the old fault back they do not. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineObstacle } from '../../../testbed/engine/engine.ts';
import { cliObstacle } from '../../../testbed/engine/engine-cli.ts';
import { command, otherText, withFault } from './test-fault.ts';
import type { LabOnEngine } from './test-lab.ts';
import { type MovedIn, OLDER, PASSWORD, PASSWORD_MARK, SECRET, startLabToMoveInto, startMovedIn } from './test-moved-in.ts';

const obstacle = (await engineObstacle()) ?? (await cliObstacle());
if (obstacle !== undefined) process.stderr.write(`SKIPPED projects on an engine: ${obstacle}\n`);
it.runIf(process.env['CI'] === 'true')('can be tried here', () => expect(obstacle).toBeUndefined());

describe.skipIf(obstacle !== undefined)('projects that move in, on a Docker Engine', () => {
  let lab: LabOnEngine;
  let all: MovedIn;
  beforeAll(async () => {
    lab = await startLabToMoveInto();
    all = await startMovedIn(lab);
  });
  afterAll(() => lab?.stop());

  it('all start with up.sh', () => {
    expect(all.ups.complete, all.ups.complete.stderr).toMatchObject({ code: 0 });
  });

  describe('a script in a config', () => {
    it.each(['file', 'inline'])('is executed (%s)', async (container) => {
      expect(await all.written(`script-${container}-1`)).toBe('/entry.sh ran\n');
    });

    it.each([
      ['file', command('chmod 644 script/configs/entry', 'chmod 755 script/configs/entry')],
      ['inline', otherText('script/compose.yaml', /mode: 0755(\n +source: owned)/, 'mode: 0644$1')],
    ] as const)('is not when its mode is lost (%s)', async (container, fault) => {
      const refused = await withFault(lab, 'script', fault, () => lab.start('script'));
      expect(refused.code).not.toBe(0);
      expect(refused.stderr).toContain('"/entry.sh": permission denied');
      expect(await all.written(`script-${container}-1`)).toBe('/entry.sh ran\n');
    });
  });

  describe('the mode of a config', () => {
    const mode = () => all.said('mode-mode-1', "busybox stat -c '%a %u:%g' /private");

    it('reaches the container as it is written', async () => {
      expect(await mode()).toBe('440 103:104\n');
    });

    it('lets the group write when it is read as decimal', async () => {
      await withFault(lab, 'mode', otherText('mode/compose.yaml', 'mode: 0440', 'mode: 440'), async () => {
        expect(await lab.start('mode')).toMatchObject({ code: 0 });
        expect(await mode()).toBe('670 103:104\n');
      });
    });
  });

  describe.each(Object.entries(OLDER))('the volume of the older project %s', (project, service) => {
    it('is found again by that name', async () => {
      // The older container, which up.sh takes the place of, has no time zone.
      expect(await all.said(`${project}-${service}-1`, 'echo "$TZ: $(cat /data/file)"')).toBe(`Etc/UTC: of ${project}\n`);
    });

    it('is not by the id of the service', async () => {
      await withFault(lab, service, otherText(`${service}/compose.yaml`, `name: ${project}`, `name: ${service}`), async () => {
        expect(await lab.start(service)).toMatchObject({ code: 0 });
        expect(await all.said(`${service}-${service}-1`, 'ls -A /data && echo listed')).toBe('listed\n');
      });
    });
  });

  describe('a folder with what its project names', () => {
    it('starts with its values and files', async () => {
      expect(await all.written('folder-folder-1')).toBe('as it is: $HOME, answer = 42\n');
      expect(await all.said('folder-folder-1', 'echo "$GREETING"')).toBe('from .env, it costs 5$\n');
    });

    it('does not start when its script is not executable', async () => {
      const fault = command('chmod 644 folder/entrypoint.sh', 'chmod 755 folder/entrypoint.sh');
      const refused = await withFault(lab, 'folder', fault, () => lab.start('folder'));
      expect(refused.code).not.toBe(0);
      expect(refused.stderr).toContain('"/entrypoint.sh": permission denied');
    });

    it('finds an empty folder where a file was not taken along', async () => {
      const fault = command('mv folder/conf conf.kept', 'rm -r folder/conf && mv conf.kept folder/conf');
      await withFault(lab, 'folder', fault, async () => {
        expect(await lab.start('folder')).toMatchObject({ code: 0 });
        expect(await all.written('folder-folder-1')).toBe('as it is: $HOME, \n');
        expect(await all.said('folder-folder-1', 'ls -d /etc/app.conf/')).toBe('/etc/app.conf/\n');
      });
      expect(await all.written('folder-folder-1')).toBe('as it is: $HOME, answer = 42\n');
    });
  });

  describe('a variable that is a secret', () => {
    const password = () => all.said('password-password-1', 'echo "$DB_PASSWORD"');
    const filesWithIt = async () => (await lab.run(['grep', '-rlF', PASSWORD_MARK, '../../..'])).stdout;

    it.each([
      ['no file', `There is no secret file ${SECRET}`],
      ['no line', `The secret file ${SECRET} has no line DB_PASSWORD=...`],
    ] as const)('lets nothing start while there is %s', (when, words) => {
      const before = Object.entries(OLDER).map(([project, service]) => `${project}-${service}-1`);
      expect(all.ups[when]).toMatchObject({ code: 1, stderr: `${words}\nNothing was started.\n`, containers: before });
    });

    it('reaches the container, and stands in no file', async () => {
      expect(await password()).toBe(`${PASSWORD}\n`);
      expect(await filesWithIt()).toBe('');
    });

    it('would be seen in a file', async () => {
      const fault = otherText('password/compose.yaml', ': ${DB_PASSWORD}', `: ${PASSWORD_MARK}`);
      expect(await withFault(lab, 'password', fault, filesWithIt)).toMatch(/infra\/compose\/one\/password\/compose\.yaml\n$/);
    });

    it('is empty in the container when nobody looks for its line', async () => {
      const noCheck = otherText('up.settings', /(each_variables\(\) \{).*?\}/s, '$1 :; }');
      await withFault(lab, 'password', noCheck, async () => {
        expect(await lab.up()).toMatchObject({ code: 0 });
        expect(await password()).toBe('\n');
      });
      expect(await password()).toBe(`${PASSWORD}\n`);
    });
  });

  describe('a container of a profile', () => {
    const which = async (project: string) => (await all.running()).filter((name) => name.startsWith(`${project}-`));

    it('does not start while the profile is off, and does when it is on', async () => {
      expect(await which('off')).toEqual(['off-always-1']);
      expect(await which('on')).toEqual(['on-always-1', 'on-sometimes-1']);
    });

    it.each([
      ['off', otherText('off/compose.yaml', / +profiles:\n +- x\n/, ''), ['off-always-1', 'off-sometimes-1']],
      ['on', otherText('on/compose.yaml', 'sometimes:\n', 'sometimes:\n    profiles: [x]\n'), ['on-always-1']],
    ] as const)('is there or not the other way round with the other text (%s)', async (project, fault, containers) => {
      await withFault(lab, project, fault, async () => {
        expect(await lab.start(project)).toMatchObject({ code: 0 });
        expect(await which(project)).toEqual(containers);
      });
    });
  });
});
