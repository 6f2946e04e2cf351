import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerBudget } from '../../../core/collect/answer-budget.ts';
import { info } from './answers.ts';
import { openEngine } from './engine.ts';
import { forwardSocket } from './ssh-forward.ts';

const PATH = process.env['PATH'];
const endpoint = { kind: 'ssh', user: 'ops', host: 'srv-1.lab.example.net', port: 2222 } as const;
let folder = '';

/** Puts a program called ssh before the real one. */
async function fakeSsh(script: string): Promise<void> {
  await writeFile(join(folder, 'ssh'), `#!${process.execPath}\n${script}`);
  await chmod(join(folder, 'ssh'), 0o755);
}
const engine = createServer((_, response) => void response.end('{"Name":"far-away"}'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rackbook-ssh-'));
  await mkdir(join(folder, 'tmp'));
  process.env['PATH'] = `${folder}:${PATH}`;
  process.env['TMPDIR'] = join(folder, 'tmp');
  await new Promise<void>((resolve) => engine.listen(join(folder, 'far.sock'), resolve));
});
afterAll(async () => {
  process.env['PATH'] = PATH;
  delete process.env['TMPDIR'];
  engine.close();
  await rm(folder, { recursive: true });
});

test('asks an engine through the forwarded socket, and leaves nothing behind', async () => {
  await fakeSsh(`
    const net = require('node:net'), argv = process.argv.slice(2);
    require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'argv'))}, JSON.stringify(argv));
    const [near] = argv[argv.indexOf('-L') + 1].split(':');
    net.createServer((socket) => socket.pipe(net.connect(${JSON.stringify(join(folder, 'far.sock'))})).pipe(socket)).listen(near);
  `);
  const forward = await forwardSocket(endpoint, AbortSignal.timeout(5000));
  const about = await openEngine(
    { kind: 'unix', path: forward.socketPath },
    { signal: AbortSignal.timeout(5000), budget: answerBudget() },
  ).get('/info', {}, info);
  await forward.close();
  expect(about.Name).toBe('far-away');
  expect(JSON.parse(await readFile(join(folder, 'argv'), 'utf8'))).toEqual([
    '-nNT',
    '-p',
    '2222',
    '-o',
    'BatchMode=yes',
    '-o',
    'ExitOnForwardFailure=yes',
    '-o',
    'ConnectTimeout=5',
    '-L',
    `${forward.socketPath}:/var/run/docker.sock`,
    '--',
    'ops@srv-1.lab.example.net',
  ]);
  expect(await readdir(join(folder, 'tmp'))).toEqual([]);
});

test.each([
  ['refuses', 'process.exit(255)', 5000, 'ssh ended with exit code 255'],
  ['hangs', 'setInterval(() => {}, 1000)', 300, 'ssh did not connect in time'],
])('an ssh that %s is a reason', async (_, script, ms, reason) => {
  await fakeSsh(script);
  await expect(forwardSocket(endpoint, AbortSignal.timeout(ms))).rejects.toMatchObject({ code: 'ERR_SSH', reason });
  expect(await readdir(join(folder, 'tmp'))).toEqual([]);
});

test('without ssh there is a reason too', async () => {
  await rm(join(folder, 'ssh'), { force: true });
  process.env['PATH'] = folder;
  await expect(forwardSocket(endpoint, AbortSignal.timeout(5000))).rejects.toMatchObject({
    reason: 'there is no ssh program on this machine',
  });
  process.env['PATH'] = `${folder}:${PATH}`;
});
