import { expect, test } from 'vitest';
import { run } from '../../tools/process.ts';
import { tar } from './tar.ts';

test('the tar on this machine reads files, folders, links and long names', async () => {
  const long = `${'long/'.repeat(40)}name`;
  const archive = Buffer.concat(
    tar([
      { path: 'bin' },
      { path: 'tmp', mode: 0o1777 },
      { path: 'bin/tool', content: 'a'.repeat(513), mode: 0o755 },
      { path: 'bin/link', link: '/stand-in' },
      { path: long, content: [Buffer.from('in '), Buffer.from('pieces')] },
      { path: 'empty', content: '' },
    ]),
  );
  expect(archive.length % 512).toBe(0);
  const { stdout, stderr, code } = await run(['tar', '--list', '--verbose', '--numeric-owner', '--file', '-'], { input: archive });
  expect([code, stderr]).toEqual([0, '']);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/));
  expect(lines.map(([mode, owner, size, , , ...name]) => [mode, owner, size, name.join(' ')])).toEqual([
    ['drwxr-xr-x', '0/0', '0', 'bin/'],
    ['drwxrwxrwt', '0/0', '0', 'tmp/'],
    ['-rwxr-xr-x', '0/0', '513', 'bin/tool'],
    ['lrwxrwxrwx', '0/0', '0', 'bin/link -> /stand-in'],
    ['-rw-r--r--', '0/0', '9', long],
    ['-rw-r--r--', '0/0', '0', 'empty'],
  ]);
  expect((await run(['tar', '--extract', '--to-stdout', '--file', '-', long], { input: archive })).stdout).toBe('in pieces');
});
