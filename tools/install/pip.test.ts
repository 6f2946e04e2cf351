import { describe, expect, test } from 'vitest';
import type { WheelSource } from '../tool.ts';
import { CannotInstall, Refused } from './outcome.ts';
import { pipDownload, pipFailure, requirement } from './pip.ts';

const wheel = { platform: 'manylinux2014_x86_64', sha256: 'ab'.repeat(32) };
const source: WheelSource = {
  from: 'wheel',
  folder: 'demo',
  package: 'demo-bin',
  version: '1.2.3',
  takes: { script: 'demo' },
  wheels: { 'linux-x64': wheel },
};

test('pip gets version and hash pinned, and neither dependencies nor anything to build', () => {
  expect(requirement(source, wheel)).toBe(`demo-bin==1.2.3 --hash=sha256:${'ab'.repeat(32)}\n`);
  const words = pipDownload(wheel, '/lab/requirements.txt', '/lab/wheels').join(' ');
  expect(words).toMatch(/^python3 -m pip download /);
  for (const wanted of [
    '--require-hashes',
    '--no-deps',
    '--only-binary :all:',
    '--platform manylinux2014_x86_64',
    '--requirement /lab/requirements.txt',
    '--dest /lab/wheels',
  ])
    expect(words).toContain(wanted);
});

describe('why pip brought nothing', () => {
  const answering = (stderr: string, code = 1, timedOut = false) => pipFailure({ code, stdout: '', stderr, timedOut, truncated: false });

  test.each([
    ['no python3 at all', answering('spawn python3 ENOENT\n', 127), /no python3/],
    ['Python without pip', answering('/usr/bin/python3: No module named pip\n'), /no pip.*python3-pip/],
    ['no end', answering('', 143, true), /in time/],
    [
      'no network',
      answering(
        "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError('<object>: [Errno 111] Connection refused')': /simple/demo-bin/\n" +
          'ERROR: Could not find a version that satisfies the requirement demo-bin==1.2.3 (from versions: none)\n' +
          'ERROR: No matching distribution found for demo-bin==1.2.3\n',
      ),
      /does not answer \(NewConnectionError\).*No matching distribution/,
    ],
    [
      'anything else',
      answering('ERROR: Exception in the client\n\n[notice] there is a newer pip\n'),
      /^pip: ERROR: Exception in the client$/,
    ],
  ])('%s leaves the choice of another source', (_, failure, reason) => {
    expect(failure).toBeInstanceOf(CannotInstall);
    expect(failure).not.toBeInstanceOf(Refused);
    expect(failure.message).toMatch(reason);
  });

  test('another hash is refused, with both', () => {
    const failure = answering(
      'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, …\n' +
        '    demo-bin==1.2.3 from https://packages.example/demo_bin-1.2.3-py3-none-any.whl (from -r requirements.txt (line 1)):\n' +
        '        Expected sha256 aaaa\n             Got        bbbb\n\n',
    );
    expect(failure).toBeInstanceOf(Refused);
    expect(failure.message).toMatch(/is bbbb.*pins aaaa/);
  });
});
