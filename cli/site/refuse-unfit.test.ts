import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refused } from '../../core/refused.ts';
import { refuseUnfit } from './refuse-unfit.ts';

let dist: string;
beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'rackbook-dist-'));
  mkdirSync(join(dist, 'docs'));
  writeFileSync(join(dist, 'docs/index.html'), '<p>nothing</p>');
});
afterEach(() => rmSync(dist, { recursive: true }));

/** What the scan says of the folder; undefined when it lets it pass. */
async function said(): Promise<string | undefined> {
  try {
    await refuseUnfit(dist, () => false);
    return undefined;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.message;
  }
}

const SECRET = ['zq8Xy', 'RealSecret', '77'].join('');

describe('the finished site', () => {
  it('passes without a secret', async () => expect(await said()).toBeUndefined());

  it.each(['docs/index.html', 'new/deep/page.html', 'data.json'])('does not with one in %s, which is never shown', async (path) => {
    mkdirSync(join(dist, path, '..'), { recursive: true });
    writeFileSync(join(dist, path), JSON.stringify({ password: SECRET }));
    const message = await said();
    expect(message).toContain(`${path} holds something that looks like the secret password`);
    expect(message).not.toContain(SECRET);
  });

  it('does not with one behind a link, which a web server would follow', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'rackbook-outside-'));
    try {
      writeFileSync(join(outside, 'x'), `DB_PASSWORD=${SECRET}\n`);
      symlinkSync(join(outside, 'x'), join(dist, 'linked.txt'));
      expect(await said()).toContain('linked.txt holds');
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  it.each(['/etc', '/nowhere/at/all'])('does not with a link to %s, which cannot be looked through', async (target) => {
    symlinkSync(target, join(dist, 'linked'));
    expect(await said()).toContain('linked would be published and cannot be looked through');
  });
});
