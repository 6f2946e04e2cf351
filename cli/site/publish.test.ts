import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LockedError } from '../../core/write/process-lock.ts';
import { ForeignDist } from './place.ts';
import { publishSite } from './publish.ts';
import { buildTestSite, versionAt } from './test-site.ts';

let root: string;
let dist: string;
beforeEach(() => {
  vi.stubEnv('CI', '');
  root = fs.mkdtempSync(join(os.tmpdir(), 'rackbook-publish-'));
  dist = join(root, 'dist');
});
afterEach(() => {
  vi.unstubAllEnvs();
  fs.rmSync(root, { recursive: true, force: true });
});

const publish = (version: string) => publishSite(root, (folder) => buildTestSite(folder, version));
const versions = () => fs.readdirSync(join(root, '.rackbook/site'));
const strays = () => fs.readdirSync(root).filter((name) => name !== 'dist' && name !== '.rackbook');

describe('a site', () => {
  it('takes the place of the one before, which is kept for its readers until the next', async () => {
    await publish('one');
    const [first] = versions();
    await publish('two');
    expect(versionAt(dist)).toBe('two');
    expect(versionAt(join(root, '.rackbook/site', first!))).toBe('one');
    await publish('three');
    expect([versionAt(dist), versions().includes(first!), versions().length, strays()]).toEqual(['three', false, 2, []]);
  });

  it('is seen by nobody while it is built, nor when it fails', async () => {
    await publish('one');
    const failing = publishSite(root, async (folder) => {
      await buildTestSite(folder, 'two');
      expect(versionAt(dist)).toBe('one');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect([versionAt(dist), versions().length]).toEqual(['one', 1]);
  });

  it('is not shown when it holds a secret', async () => {
    await publish('one');
    const leaking = publishSite(root, async (folder) => {
      await buildTestSite(folder, 'two');
      fs.writeFileSync(join(folder, 'new.html'), `<p>ghp${'_'}q7Xw2Lr9Tz4Vb6Nm1Kc8Hd3Fs5Gj0PaYuEiOq</p>`);
    });
    await expect(leaking).rejects.toThrow('new.html holds something that looks like a GitHub token');
    expect([versionAt(dist), versions().length]).toEqual(['one', 1]);
  });

  it('is not shown when something is missing from it', async () => {
    await publish('one');
    const half = publishSite(root, async (folder) => {
      await buildTestSite(folder, 'two');
      fs.rmSync(join(folder, 'pagefind'), { recursive: true });
    });
    await expect(half).rejects.toThrow('The built site lacks pagefind/pagefind.js.');
    expect(versionAt(dist)).toBe('one');
  });

  it('is built by one command at a time', async () => {
    const both = await Promise.allSettled([publish('one'), publish('two')]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((both[1] as PromiseRejectedResult).reason).toBeInstanceOf(LockedError);
    expect(versionAt(dist)).toBe('one');
  });

  it('is a plain folder in CI, where nothing was shown before', async () => {
    vi.stubEnv('CI', 'true');
    await publish('one');
    expect([fs.lstatSync(dist).isDirectory(), versionAt(dist), versions()]).toEqual([true, 'one', []]);
    await publish('two');
    expect([fs.lstatSync(dist).isSymbolicLink(), versionAt(dist)]).toEqual([true, 'two']);
  });
});

describe('what stands at dist', () => {
  it('as a folder of an older Rackbook becomes the version before', async () => {
    await buildTestSite(dist, 'old');
    await publish('one');
    expect([versionAt(dist), fs.lstatSync(dist).isSymbolicLink(), strays()]).toEqual(['one', true, []]);
    expect(
      versions()
        .map((name) => versionAt(join(root, '.rackbook/site', name)))
        .sort(),
    ).toEqual(['old', 'one'].sort());
  });

  it('is seen again when its successor was killed at the only moment without one', async () => {
    await buildTestSite(join(root, '.rackbook-dist-old'), 'old');
    fs.symlinkSync('.rackbook/site/half', join(root, '.rackbook-dist-next'));
    await publishSite(root, async (folder) => {
      expect(versionAt(dist)).toBe('old');
      await buildTestSite(folder, 'one');
    });
    expect([versionAt(dist), strays()]).toEqual(['one', []]);
  });

  it.each([
    ['a link to a web root', () => fs.symlinkSync(join(root, 'www'), dist)],
    ['a link that only begins as ours', () => fs.symlinkSync('.rackbook/site/../../www', dist)],
    ['a file', () => fs.writeFileSync(dist, 'mine')],
  ])('is left alone, with what is behind it: %s', async (_, make) => {
    await buildTestSite(join(root, 'www'), 'mine');
    make();
    const before = fs.lstatSync(dist).ino;
    await expect(publish('one')).rejects.toThrow(ForeignDist);
    expect([fs.lstatSync(dist).ino, versionAt(join(root, 'www'))]).toEqual([before, 'mine']);
  });

  it('as a checkout of its own stays one, and is filled without ever being empty', async () => {
    await buildTestSite(dist, 'old');
    fs.mkdirSync(join(dist, '.git'));
    fs.writeFileSync(join(dist, 'gone.html'), 'old');
    fs.mkdirSync(join(root, 'elsewhere'));
    fs.writeFileSync(join(root, 'elsewhere/index.html'), 'mine');
    fs.rmSync(join(dist, 'pages'), { recursive: true });
    fs.symlinkSync(join(root, 'elsewhere'), join(dist, 'pages'));
    const { ino } = fs.lstatSync(dist);
    await publish('one');
    expect([versionAt(dist), fs.lstatSync(dist).ino, fs.existsSync(join(dist, '.git')), fs.existsSync(join(dist, 'gone.html'))]).toEqual([
      'one',
      ino,
      true,
      false,
    ]);
    expect(fs.readdirSync(join(root, 'elsewhere'))).toEqual(['index.html']);
    expect(fs.readFileSync(join(root, 'elsewhere/index.html'), 'utf8')).toBe('mine');
  });
});

describe('a build that is killed', () => {
  const loop = (kill: number) => {
    const child = fork(join(import.meta.dirname, 'test-publish-loop.ts'), [root, `${kill}`], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_COMPILE_CACHE: join(root, '.rackbook/compiled') },
    });
    const ended = once(child, 'exit');
    return { child, ended, ready: Promise.race([once(child, 'message'), ended]) };
  };

  it('at a hundred moments leaves the old site or the new one, whole, for whoever reads meanwhile', { timeout: 120_000 }, async () => {
    await publish('first');
    const seen = new Set<string>();
    let done = false;
    let reads = 0;
    const reader = (async () => {
      for (; !done; await setTimeout(1)) {
        const before = fs.readlinkSync(dist);
        const shown = fs.readFileSync(join(dist, 'index.html'), 'utf8');
        reads++;
        if (shown === '') throw new Error('Half a file was seen.');
        seen.add(whole(before));
      }
    })();
    let next = loop(0);
    for (let kill = 0; kill < 100; kill++) {
      const { child, ready, ended } = next;
      await ready;
      // Starts while this one works, so that the test does not wait for it.
      if (kill < 99) next = loop(kill + 1);
      child.send('go');
      // Some before they have shown anything, some after one site or two, at another step of their work each.
      for (let shown = 0; shown < kill % 3; shown++) await Promise.race([once(child, 'message'), ended]);
      await setTimeout((kill * 37) % 20);
      child.kill('SIGKILL');
      expect((await ended)[1], 'the loop ends by being killed alone').toBe('SIGKILL');
    }
    done = true;
    await reader;
    expect(reads).toBeGreaterThan(500);
    expect(seen.size).toBeGreaterThan(30);
    await publish('last');
    expect([versionAt(dist), versions().length, strays(), fs.readdirSync(join(root, '.rackbook')).sort()]).toEqual([
      'last',
      2,
      [],
      ['compiled', 'site'],
    ]);
  });
});

/** The version that is shown, all of whose files were read while it was shown; of one that changed meanwhile nothing is said. */
function whole(before: string): string {
  try {
    return versionAt(dist);
  } catch (error) {
    if (fs.readlinkSync(dist) === before) throw error;
    return '(changed)';
  }
}
