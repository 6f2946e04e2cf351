/** A product is named in its own folder below `generators/` and nowhere else, so that the next one needs no edit elsewhere. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from '../tools/places.ts';
import { isTest } from './layers/layers.ts';
import { ALLOWED, mayName } from './product-names/allowed.ts';
import { NAMES, namesIn } from './product-names/names.ts';

const LAYERS = /^(core|lib|formats|diagrams|tools|testbed|cli|registry|proofs|src)\//;
/** What a person writes about a lab of their own, what is made of it, and lists that are made of the folders. */
const NOT_OURS = /^src\/content\/|^registry\/.*\.gen\.ts$/;
const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: repository, encoding: 'utf8' });
const sources = listed
  .split('\n')
  .filter((path) => LAYERS.test(path) && /\.([cm]?[jt]sx?|astro|css|sh|py|go)$/.test(path) && !isTest(path) && !NOT_OURS.test(path))
  .map((path) => ({ path, text: readFileSync(join(repository, path), 'utf8') }));
const said = sources.flatMap(({ path, text }) => namesIn(`${path}\n${text}`).map((name) => ({ name, path })));

describe('products', () => {
  it('are looked for in every layer, in scripts and in styles', () => {
    for (const end of ['.ts', '.sh', '.astro', '.css']) expect(sources.some(({ path }) => path.endsWith(end))).toBe(true);
    expect(sources.length).toBeGreaterThan(500);
  });

  it('are named in their folders only', () => {
    const wrong = said.filter(({ name, path }) => !mayName(path, name)).map(({ name, path }) => `${path} names ${name}`);
    expect(wrong).toEqual([]);
  });

  it('have no exception that nothing needs', () => {
    const exceptions = Object.entries(ALLOWED).flatMap(([name, paths]) => Object.keys(paths).map((path) => ({ name, path })));
    const used = ({ name, path }: { name: string; path: string }) =>
      said.some((each) => each.name === name && (path.endsWith('/') ? each.path.startsWith(path) : each.path === path));
    expect(exceptions.filter((exception) => !used(exception))).toEqual([]);
    expect(Object.keys(ALLOWED).filter((name) => !NAMES.includes(name))).toEqual([]);
  });
});

describe('a name', () => {
  it.each([
    ['asks the docker engine', 'docker'],
    ['Docker says so', 'docker'],
    ['const dockerProxy = 1;', 'docker'],
    ['function startDocker() {}', 'docker'],
    ['DOCKER_HOST', 'docker'],
    ["'docker-proxy'", 'docker'],
    ['systemd-networkd.service', 'systemd-networkd'],
    ['CrowdSec bans', 'crowdsec'],
    ['an OPNsense box', 'opnsense'],
    ['Proxmox Backup Server', 'pbs'],
    ['infra/restic/', 'restic'],
  ])('is found in "%s"', (text, name) => expect(namesIn(text)).toContain(name));

  it.each(['dockerd and dockerode', 'unbounded', 'compose, docs, dumps and a bundle', 'a tool of its own'])(
    'is not found in "%s"',
    (text) => expect(namesIn(text)).toEqual([]),
  );
});
