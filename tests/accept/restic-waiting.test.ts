/** Jobs of restic that find the repository locked, have too little room, or fail: what is stopped meanwhile, and who is notified. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { generate } from '../../core/generate.ts';
import { loadSources } from '../../core/load.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import restic from '../../generators/restic/system.ts';
import { toolOf } from '../../registry/catalog.ts';
import { systems } from '../../registry/systems.gen.ts';
import { programFiles } from '../../testbed/machine/container-host.ts';
import { type Machine, startMachine } from '../../testbed/machine/machine.ts';
import { findTool, isMissing } from '../../tools/find.ts';

const obstacle = process.getuid?.() === 0 ? await missingTool() : 'a separate machine needs root';
if (obstacle !== undefined) process.stderr.write(`SKIPPED waiting jobs of restic: ${obstacle}\n`);
it.runIf(process.env['CI'] === 'true')('can be tried here', () => expect(obstacle).toBeUndefined());

async function missingTool(): Promise<string | undefined> {
  const found = await findTool(toolOf('restic'));
  return isMissing(found) ? found.missing : undefined;
}

const FOLDER = '/opt/rackbook/infra/restic/box';
const METRICS = '/var/lib/prometheus/node-exporter';
const SECRETS = '/etc/rackbook/secrets/copies';
/** A token with what curl's own configuration would take for more than text. */
const TOKEN = 'of "the" \\test';

const inventory = {
  lab: {
    title: 'Waiting',
    domain: 'lab.example.net',
    timezone: 'Europe/Berlin',
    notify: { webhook: 'http://127.0.0.1:8099/told', token: '/etc/rackbook/notify-token' },
  },
  networks: { apps: { title: 'Apps', role: 'apps', cidr: '10.2.20.0/24' } },
  hosts: { box: { title: 'Box', role: 'Server', addresses: { apps: '10.2.20.11' }, docker: {} } },
  targets: { disk: { title: 'Disk', medium: 'disk', host: 'box', path: '/mnt/disk' } },
  repositories: { disk: { title: 'Disk', type: 'restic', target: 'disk', service: 'copies', location: '/mnt/disk/restic' } },
  policies: {
    still: { title: 'Still', to: ['disk'], schedule: 'daily', keep: { last: 3 }, rpo: '24h', rto: '4h' },
    plain: { title: 'Plain', to: ['disk'], schedule: 'daily', keep: { last: 3 }, rpo: '24h', rto: '4h' },
  },
  services: {
    copies: { title: 'restic', 'runs-on': 'box', secrets: { 'repository-password': { what: 'opens it', kept: 'on paper' } } },
    wiki: {
      title: 'Wiki',
      'runs-on': 'box',
      health: { none: 'x' },
      data: [
        { path: '/srv/films', backup: 'plain' },
        { path: '/srv/wiki', backup: 'plain' },
      ],
    },
    mail: {
      title: 'Mail',
      'runs-on': 'box',
      health: { none: 'x' },
      data: [{ path: '/srv/mail', backup: 'still', quiesce: 'stop' }],
      compose: { services: { mail: { image: 'mail:1', volumes: ['/srv/mail:/data'] } } },
    },
  },
};

function generated(): Record<string, { content: string; mode?: number }> {
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: stringify(inventory) }], systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  const made = generate(loaded.value.model, [restic], [], readRuntime);
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  return Object.fromEntries(
    made.value.map(({ path, content, mode }) => [`/opt/rackbook/${path}`, { content, ...(mode === undefined ? {} : { mode }) }]),
  );
}

const program = (...lines: readonly string[]) => ({ content: `#!/bin/sh\n${lines.join('\n')}\n`, mode: 0o755 });

describe.skipIf(obstacle !== undefined)('a job of restic', () => {
  let machine: Machine;
  /** Output of what has to be well. */
  const shell = async (text: string) => {
    const done = await machine.shell(text);
    if (done.code !== 0) throw new Error(`${text}\n${done.stdout}${done.stderr}`);
    return done.stdout.trim();
  };
  /** What containers were told since it was last asked. */
  const told = () => shell('cat /run/docker-trial; : >/run/docker-trial');
  const metric = (file: string, name: string) => shell(`sed -n 's/^${name}{.*} //p' ${METRICS}/${file}.prom`);

  beforeAll(async () => {
    machine = await startMachine({
      name: 'box',
      files: {
        ...(await programFiles((['restic'] as const).map((id) => toolOf(id)))),
        ...generated(),
        '/usr/local/bin/docker': program('echo "$*" | sed "s/.* //" >>/run/docker-trial'),
        // Records what every user of the machine could read, and what it gets in a way that no other user can.
        '/usr/local/bin/curl': program('echo "$*" >/run/curl-words', 'tee /run/curl-input | /usr/bin/curl "$@"'),
        '/etc/rackbook/notify-token': { content: `${TOKEN}\n`, mode: 0o600 },
        [`${SECRETS}/repository-password`]: { content: 'of-the-test\n', mode: 0o600 },
        '/srv/wiki/page': { content: 'page' },
        '/srv/mail/letter': { content: 'letter' },
      },
    });
    await shell(
      [
        'mkdir -p /mnt/disk /srv/films && mount -t tmpfs -o size=200M tmpfs /mnt/disk',
        'head -c 8M /dev/urandom >/srv/films/film',
        'mkdir -p /run/rackbook && : >/run/docker-trial',
        `${FOLDER}/disk.sh init --quiet && ${FOLDER}/install.sh`,
      ].join(' && '),
    );
  });
  afterAll(() => machine?.stop());

  it('waits for another job of the machine before anything stands still', async () => {
    await shell(
      `flock /run/rackbook/disk.lock sh -c 'sleep 3; cat /run/docker-trial >/run/while' & sleep 0.5; ${FOLDER}/backup-still.sh && wait`,
    );
    expect(await shell('cat /run/while')).toBe('');
    expect(await told()).toBe('stop\nstart');
  });

  it('waits for another machine before anything stands still, which has locked the repository for itself', async () => {
    // Held where it stands, with its lock in place.
    await shell(
      [
        'unshare --uts sh -c \'hostname other; exec "$0" prune --quiet\' /opt/rackbook/infra/restic/box/disk.sh & held=$!',
        'for try in $(seq 400); do [ -z "$(ls /mnt/disk/restic/locks)" ] || break; sleep 0.01; done; kill -STOP $held',
        '(sleep 4; cat /run/docker-trial >/run/while; kill -CONT $held) &',
        `${FOLDER}/backup-still.sh && wait`,
      ].join('\n'),
    );
    expect(await shell('cat /run/while')).toBe('');
    expect(await told()).toBe('stop\nstart');
  });

  it('test-restores what there is room for, whatever is beside it, and says what there is no room for', async () => {
    await shell(`${FOLDER}/backup-plain.sh && ${FOLDER}/backup-still.sh && mkdir -p /var/lib/rackbook/restore-test`);
    const tries: string[] = [];
    const attempt = async () => {
      const done = await machine.shell(`${FOLDER}/restore-test-disk.sh`);
      tries.push(`${/^Restoring (.*)\.$/m.exec(done.stdout)?.[1]}:${done.code}`);
      return done;
    };
    await attempt();
    expect(tries).toEqual(['/srv/films:0']);
    expect(await metric('rackbook-restore-test-disk', 'rackbook_restore_test_seconds')).toMatch(/^\d+$/);
    await shell('mount -t tmpfs -o size=4M tmpfs /var/lib/rackbook/restore-test && echo 1 >/var/lib/rackbook/restore-test/disk.last');
    await attempt();
    await attempt();
    const full = await attempt();
    await shell('umount /var/lib/rackbook/restore-test');
    expect(tries.slice(1)).toEqual(['/srv/wiki:0', '/srv/mail:0', '/srv/films:1']);
    expect(full.stderr).toMatch(/needs 8388608 bytes/);
  });

  it('copies the rest where a path is not there, and does not call it well', async () => {
    const success = await metric('rackbook-backup-plain-disk', 'rackbook_job_last_success_timestamp_seconds');
    const done = await machine.shell(`mv /srv/films /srv/away; ${FOLDER}/backup-plain.sh; code=$?; mv /srv/away /srv/films; exit $code`);
    expect(done).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/\/srv\/films is not there, so it is not copied\.[\s\S]*the rest was done/),
    });
    expect(await shell(`${FOLDER}/disk.sh ls --tag plain latest /srv/wiki`)).toContain('/srv/wiki/page');
    expect(await metric('rackbook-backup-plain-disk', 'rackbook_job_exit_code')).toBe('3');
    expect(await metric('rackbook-backup-plain-disk', 'rackbook_job_last_success_timestamp_seconds')).toBe(success);
  });

  it('that fails is reported with its exit status, and the token is no argument', async () => {
    await shell('umount /mnt/disk');
    const started = await machine.shell('systemctl start rackbook-backup-plain');
    await shell('for try in $(seq 200); do [ -s /run/curl-words ] && exit 0; sleep 0.05; done; exit 1');
    expect(started.code).not.toBe(0);
    const words = await shell('cat /run/curl-words');
    expect(words).toMatch(/rackbook-backup-plain\.service of box has failed with 75\./);
    expect(words).not.toContain('test');
    expect(await shell('cat /run/curl-input')).toBe('header = "Authorization: Bearer of \\"the\\" \\\\test"');
    expect(await shell('journalctl --no-pager --priority=err --output=cat')).toMatch(/backup-plain\.service of box has failed with 75\./);
  });
});
