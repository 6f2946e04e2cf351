import { describe, expect, it } from 'vitest';
import type { LoadedLab } from '../../loaded-lab.ts';
import type { Runbook, RunbookStep } from './runbook.ts';
import { runbooksOf } from './runbooks.ts';
import { commandsOf, runbookLab } from './test-lab.ts';

const runbooks = ({ model }: LoadedLab): readonly Runbook[] => runbooksOf(model);
const ids = (lab: LoadedLab) => runbooks(lab).map(({ id }) => id);

function runbook(lab: LoadedLab, id: string): Runbook {
  const found = runbooks(lab).find((each) => each.id === id);
  if (!found) throw new Error(`There is no ${id} among ${ids(lab).join(' ')}`);
  return found;
}

function step(lab: LoadedLab, id: string, name: string): RunbookStep {
  const found = runbook(lab, id).steps.find((each) => each.id === name);
  if (!found) throw new Error(`There is no step ${name} in ${id}`);
  return found;
}

const LAB = runbookLab();
const ALL = [
  'backup-failed-one',
  'certificate-expired',
  'change-secrets-tunnel',
  'change-secrets-vzdump.system',
  'disk-full-box',
  'disk-full-disk',
  'disk-full-one',
  'password-lost-local',
  'password-lost-vault',
  'ransomware',
  'rebuild-one',
  'rebuild-two',
  'restore-file-daily',
  'restore-guest-box',
  'restore-service-blog',
  'restore-service-copies',
  'restore-service-pbs',
  'restore-service-proxy',
  'restore-service-site',
  'site-lost',
  'target-died-disk',
  'tunnel-down',
];

describe('runbooks', () => {
  it('are there for all that can happen to the lab, and are sorted', () => {
    expect(ids(LAB)).toEqual(ALL);
  });

  it('have distinct steps, and each says what to see', () => {
    // A hypervisor with containers of its own has the steps of both.
    const both = runbookLab({ hosts: { one: { proxmox: { node: 'one' }, uplink: 'eno1' } }, guests: { box: { host: 'one' } } });
    for (const { id, steps } of [...runbooks(LAB), ...runbooks(both)]) {
      const names = steps.map((each) => each.id);
      expect(new Set(names).size, `${id}: ${names.join(' ')}`).toBe(names.length);
      for (const each of steps) {
        const at = `${id}/${each.id}`;
        expect(each.id, at).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(each.expect ?? '', at).not.toBe('');
        for (const key of ['asks', 'notRun', 'shows', 'exits'] as const)
          if (each.run === undefined) expect(each[key], `${at}: only a command has ${key}`).toBeUndefined();
      }
    }
  });

  it('lead only to runbooks that are there', () => {
    const known = new Set(ids(LAB));
    for (const { id, next, steps } of runbooks(LAB))
      for (const to of [...next, ...steps.flatMap(({ see }) => see ?? [])]) expect(known.has(to), `${id} leads to ${to}`).toBe(true);
  });

  it('type nothing that stands for something, opens an editor or closes the shell', () => {
    for (const { at, text } of commandsOf(runbooks(LAB))) {
      expect(text, at).not.toMatch(/<[a-z]|\.\.\.|…/);
      expect(text, at).not.toMatch(/\b(nano|vi|vim|visudo|less|more|exit|sudo)\b|--follow|\bset -e/);
      expect(text, at).not.toContain('\n');
    }
  });

  it('are none for what is planned', () => {
    const planned = { planned: true };
    const lab = runbookLab({
      hosts: { two: planned },
      guests: { box: planned, tin: planned },
      services: { blog: planned, tunnel: planned, site: planned },
    });
    expect(ids(lab)).toEqual(ALL.filter((id) => !/blog|box|two|tunnel|vzdump|site$/.test(id)));
    expect(
      JSON.stringify(runbooks(lab).map(({ text, steps }) => [text, steps.map(({ title, run, expect: seen }) => [title, run, seen])])),
    ).not.toMatch(/Blog|Box|Tin/);
  });

  it('promise no backup to a lab that has none', () => {
    const none = { backup: 'none', because: 'Nothing is kept' };
    const service = (data: object[]) => ({ data });
    const lab = runbookLab({
      repositories: { local: { planned: true }, server: { planned: true } },
      guests: { box: none },
      services: {
        copies: service([{ path: '/etc', ...none }]),
        pbs: service([{ path: '/etc/proxmox-backup', ...none }]),
        proxy: service([{ path: '/srv/proxy', ...none }]),
        site: service([{ path: '/srv/site', ...none }]),
        blog: service([{ path: '/srv/blog/db', ...none }]),
      },
    });
    expect(ids(lab)).toEqual([
      'certificate-expired',
      'change-secrets-copies',
      'change-secrets-tunnel',
      'disk-full-box',
      'disk-full-one',
      'password-lost-vault',
      'rebuild-one',
      'rebuild-two',
      'site-lost',
      'tunnel-down',
    ]);
    expect(commandsOf(runbooks(lab)).filter(({ text }) => text.includes('restic'))).toEqual([]);
    expect(runbook(lab, 'site-lost').text[0]).toContain('There is no copy in another place');
  });

  it('set apart a target and a machine, and a repository and the vault, that are called alike', () => {
    const { disk, local, daily } = { disk: 'box', local: 'vault', daily: 'daily' };
    const target = { title: 'Disk', medium: 'disk', host: 'one', path: '/mnt/box' };
    const lab = runbookLab({
      targets: { [disk]: target },
      repositories: { [local]: { title: 'Copy', type: 'restic', target: disk, service: 'copies', location: '/mnt/box/restic' } },
      policies: { [daily]: { to: [local] } },
    });
    expect(ids(lab)).toEqual(
      expect.arrayContaining(['disk-full-box', 'disk-full-box.target', 'password-lost-vault', 'password-lost-vault.repository']),
    );
    expect(new Set(ids(lab)).size).toBe(ids(lab).length);
  });

  it('are one for each machine where several copy under one policy', () => {
    const lab = runbookLab({
      repositories: { local: { location: 'rest:https://10.3.20.11:8000/' } },
      services: {
        blog: {
          data: [
            { path: '/srv/blog/db', backup: 'images' },
            { path: '/srv/blog/html', backup: 'daily' },
          ],
        },
      },
    });
    expect(ids(lab)).toEqual(expect.arrayContaining(['restore-file-daily.box', 'restore-file-daily.one']));
    expect(ids(lab)).not.toContain('restore-file-daily');
  });

  it('are two for a service of which files are copied and a database is dumped for the copy of its guest', () => {
    const lab = runbookLab({
      repositories: { local: { location: 'rest:https://10.3.20.11:8000/' } },
      services: {
        blog: {
          data: [
            { path: '/srv/blog/db', backup: 'images' },
            { path: '/srv/blog/html', backup: 'daily' },
          ],
        },
      },
    });
    expect(ids(lab).filter((id) => id.startsWith('restore-service-blog'))).toEqual(['restore-service-blog', 'restore-service-blog.dumps']);
    expect(runbook(lab, 'restore-guest-box').next).toEqual(['restore-service-blog.dumps']);
  });
});

describe('a restored service', () => {
  it('is moved aside, restored, filled from its dump, started and looked at', () => {
    expect(runbook(LAB, 'restore-service-site').steps.map(({ id }) => id)).toEqual(
      'snapshots-daily stop keep-1 keep-2 see-kept restore-daily empty-db start-db load-db start containers remove-kept'.split(' '),
    );
    expect(step(LAB, 'restore-service-site', 'restore-daily').run).toBe(
      '/opt/rackbook/infra/restic/one/local.sh restore latest --tag daily --host one --include /srv/site/html --include /var/lib/rackbook/dumps/site/db.sql --target / --verify',
    );
  });

  it('never writes over a folder of the operating system', () => {
    for (const id of ['restore-service-copies', 'restore-service-pbs', 'rebuild-one'])
      for (const { text } of commandsOf([runbook(LAB, id)])) {
        if (!text.includes(' restore latest ')) continue;
        expect(text.includes('--include /etc'), text).toBe(!text.includes('--target / '));
        expect(text).not.toMatch(/^mv .*\/etc/);
      }
  });

  it('comes back from its dump alone in a guest that is copied as a whole, and names the way to the rest', () => {
    const { steps, next } = runbook(LAB, 'restore-service-blog');
    expect(steps.map(({ run }) => run)).toContain('/opt/rackbook/infra/dumps/box/load.sh blog/db /var/lib/rackbook/dumps/blog/db.sql.good');
    expect(next).toEqual(['restore-guest-box']);
  });
});

describe('a rebuilt host', () => {
  it('has its disk and password before it is asked for copies, and secrets before containers', () => {
    const order = runbook(LAB, 'rebuild-one').steps.map(({ id }) => id);
    const wanted = [
      'boot',
      'packages',
      'mount-disk',
      'clone',
      'password-local',
      'snapshots-daily',
      'restore-beside-daily',
      'secrets',
      'data-daily',
      'up',
      'load-site-db',
      'install-units-1',
      'timers',
      'clean',
    ];
    expect(order.filter((id) => wanted.includes(id))).toEqual(wanted);
  });

  it('is asked for the password by where it is kept, never by what it is', () => {
    expect(step(LAB, 'rebuild-one', 'password-local').asks).toContain('on paper');
  });

  it('that is a hypervisor goes on with its guests', () => {
    expect(runbook(LAB, 'rebuild-two').next).toEqual(['restore-guest-box']);
  });

  it('tells on which steps CI says nothing, and why', () => {
    const marked = runbook(LAB, 'rebuild-two').steps.filter(({ notRun }) => notRun);
    expect(marked.map(({ id, notRun }) => `${id} ${notRun?.reason}`)).toEqual(['packages outside', 'jobs product', 'pve-firewall product']);
  });
});

describe('a hostile path', () => {
  const path = "/srv/it's $(here) `x` [a]*? \\ %h";
  const lab = runbookLab({
    services: {
      proxy: {
        data: [{ path, backup: 'daily' }],
        compose: { services: { proxy: { volumes: [{ type: 'bind', source: path.replace('$', '$$$$'), target: '/acme' }] } } },
      },
    },
  });

  it('stays one word, and stands for nothing else in a pattern of restic', () => {
    const restored = step(lab, 'restore-service-proxy', 'restore-daily').run;
    expect(restored).toContain("--include '/srv/it'\\''s $(here) `x` \\[a\\]\\*\\? \\\\ %h' --target / --verify");
    expect(step(lab, 'restore-service-proxy', 'keep-1').run).toContain("mv -- '/srv/it'\\''s $(here) `x` [a]*? \\ %h' ");
  });

  it('of a target is one field of the table of file systems', () => {
    const disk = runbookLab({
      targets: { disk: { path: "/mnt/a b\\c#d'e" } },
      repositories: { local: { location: "/mnt/a b\\c#d'e/restic" } },
    });
    expect(step(disk, 'rebuild-one', 'fstab-disk').run).toContain("/mnt/a\\040b\\134c\\043d'\\''e auto");
  });
});
