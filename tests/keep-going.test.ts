import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { repository } from '../tools/places.ts';
import { run } from '../tools/process.ts';

const LAB = `lab: { title: Lab, domain: lab.example.net }
networks: { apps: { title: Apps, role: apps, vlan: 20, cidr: 10.2.20.0/24 } }
hosts: { one: { title: One, role: Docker host, addresses: { apps: 10.2.20.11 }, docker: {} } }
`;
const service = (more: string, image = 'app:1', container = 'main') =>
  `title: App\nruns-on: one\n${more}\ncompose: { services: { ${container}: { image: "${image}" } } }\n`;

let root: string;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-keep-going-'));
  write('lab.yaml', LAB);
  write('services/good.yaml', service(''));
  write('services/later.yaml', service('needs: [bad]', 'app:1', 'web'));
  write('services/bad.yaml', service(''));
  expect(await gen()).toMatchObject({ code: 0, stderr: '' });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const gen = (...options: string[]) => run([process.execPath, join(repository, 'cli/gen.ts'), '--root', root, ...options], { cwd: root });
const compose = (id: string) => join(root, `infra/compose/one/${id}/compose.yaml`);

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, 'inventory', path)), { recursive: true });
  writeFileSync(join(root, 'inventory', path), text);
}

describe('gen --keep-going', () => {
  it('writes the others, and leaves the files of what is refused, and of who needs it, as they were', async () => {
    write('services/bad.yaml', 'title: App\nruns-on: one\ncompose: { services: { main: { image: "app:2", ports: 5 } } }\n');
    write('services/later.yaml', service('needs: [bad]', 'app:2', 'web'));
    write('services/good.yaml', service('', 'app:2'));
    const result = await gen('--keep-going');
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('services.bad.compose.services.main.ports is 5');
    expect(result.stdout).toMatch(/Left out[\s\S]*\n {2}bad: [^\n]*ports is 5[\s\S]*\n {2}later: It needs or uses bad\.\n/);
    expect(readFileSync(compose('good'), 'utf8')).toContain('app:2');
    for (const id of ['bad', 'later']) expect(readFileSync(compose(id), 'utf8')).toContain('app:1');
    expect(readFileSync(join(root, 'infra/compose/one/up.settings'), 'utf8')).not.toMatch(/bad|later/);
  });

  it.each([
    ['a folder that says nothing of the service', 'services/stray/compose.yaml'],
    ['a folder with a name that is none', 'services/No_Name!/service.yaml'],
    ['a service that is there twice', 'services/bad/service.yaml'],
  ])('does without %s', async (_what, path) => {
    write(path, 'title: Stray\nruns-on: one\n');
    write('services/good.yaml', service('', 'app:2'));
    const result = await gen('--keep-going');
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('1 error in 1 file.');
    expect(readFileSync(compose('good'), 'utf8')).toContain('app:2');
  });

  it('tells programs that it wrote nothing when a file is in the way', async () => {
    writeFileSync(compose('good'), 'mine\n');
    expect(JSON.parse((await gen('--keep-going', '--json')).stdout)).toMatchObject({ written: false });
  });

  it('goes on from there as if nothing had been left out', async () => {
    write('services/bad.yaml', 'title: [\n');
    expect((await gen('--keep-going')).code).toBe(1);
    write('services/bad.yaml', service('', 'app:3'));
    expect(await gen()).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(compose('bad'), 'utf8')).toContain('app:3');
    rmSync(join(root, 'inventory/services/later.yaml'));
    expect(await gen()).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(compose('later'))).toBe(false);
  });

  it('says every mistake of what it leaves out, and tells programs', async () => {
    write('services/bad.yaml', 'title: App\nruns-on: nowhere\ncompose: { services: { main: { ports: 5 } } }\n');
    const { stderr } = await gen('--keep-going');
    expect(stderr).toContain('nowhere');
    expect(stderr).toContain('ports is 5');
    const { stdout } = await gen('--keep-going', '--json');
    expect(Object.keys((JSON.parse(stdout) as { leftOut: object }).leftOut).sort()).toEqual(['bad', 'later']);
  });

  it('refuses what is no mistake of a service, or what the lab is built on', async () => {
    write('more.yaml', 'hosts: { two: { titel: Two } }\n');
    write('services/good.yaml', service('', 'app:9'));
    expect(await gen('--keep-going')).toMatchObject({ code: 1, stdout: '' });
    rmSync(join(root, 'inventory/more.yaml'));
    write('lab.yaml', LAB.replace('domain:', 'ingress: bad, domain:'));
    write('services/bad.yaml', service('', 'traefik:v3.6.4').replace('title: App', 'title: [1]'));
    expect(await gen('--keep-going')).toMatchObject({ code: 1, stdout: '' });
    expect(readFileSync(compose('good'), 'utf8')).toContain('app:1');
  });
});
