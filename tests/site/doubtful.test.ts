import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults, hasBrowser, launchBrowser, openPage, overflow } from './browser.ts';
import { builtPages, claimedStates, deadLinks, withoutAttributes } from './built-pages.ts';
import { type BuiltSite, buildSite } from './built-site.ts';
import { makeUpBackupProof, makeUpNetworkProof, makeUpProof } from './made-up-proof.ts';
import { makeUpSnapshot } from './made-up-snapshot.ts';

const KINDS = [
  '',
  'status/',
  'services/',
  'architecture/',
  'exposure/',
  'networks/',
  'networks/matrix/',
  'networks/addresses/',
  'docs/',
  'backup/',
  'recovery/',
  'runbooks/',
];

describe('a site from a snapshot that is too old', () => {
  let site: BuiltSite;
  beforeAll(async () => {
    const [proof, networkProof] = [await makeUpProof({ earlier: true }), await makeUpNetworkProof({ earlier: true })];
    const backupProof = await makeUpBackupProof({ earlier: true });
    site = await buildSite({ snapshot: await makeUpSnapshot({ ageSeconds: 3 * 3600 }), proof, networkProof, backupProof });
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  test('claims no state of anything, but tells what was last seen', () => {
    const pages = builtPages(site.dist);
    expect([...claimedStates(pages)].toSorted()).toEqual(['planned', 'unknown']);
    expect(pages.get('services/jellyfin/')).toContain('was up');
  });

  test('takes a proof of earlier files for what it is', () => {
    const pages = builtPages(site.dist);
    for (const path of ['exposure/', 'networks/', 'networks/matrix/', 'networks/apps/', 'backup/', 'runbooks/']) {
      if (path !== 'networks/apps/') expect(pages.get(path), path).toContain('Proven for an earlier configuration');
      expect(pages.get(path), path).not.toContain('data-proof="proven"');
    }
  });

  test('names each file that has changed since', () => {
    const pages = builtPages(site.dist);
    for (const [path, file] of [
      ['exposure/', /infra\/compose\/\S+/],
      ['networks/matrix/', /infra\/nftables\/router\/\S+/],
      ['backup/', /infra\/restic\/\S+/],
    ] as const)
      expect(pages.get(path), path).toMatch(new RegExp(`Changed since:\\s*(<[^>]*>)*${file.source}`));
  });

  test('knows no age of a backup, and says so', () => {
    const html = builtPages(site.dist).get('backup/')!;
    expect(html).toContain('No backup could be seen, so none is certain.');
    expect(html).toContain('was up');
  });

  test('every link of the owner’s pages leads somewhere', () => {
    expect(deadLinks(site.dist, '/')).toEqual([]);
  });

  test.runIf(hasBrowser())('is sound in a browser', () => walk(site, KINDS));
});

describe('a site from a snapshot in which half the sources did not answer', () => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildSite({
      snapshot: await makeUpSnapshot({ dead: ['probe'] }),
      proof: { ...(await makeUpProof()), checks: 'all' },
      networkProof: { ...(await makeUpNetworkProof()), id: 'ingress' },
      backupProof: { ...(await makeUpBackupProof()), backup: { runs: [{ runbook: 'rebuild-srv-1' }], recoveries: [] } },
    });
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  test('names the source and its reason', () => {
    const status = builtPages(site.dist).get('status/')!;
    expect(status).toContain('Source probe');
    expect(status).toContain('no route to probe');
  });

  test('takes a malformed proof for none, and says how to get one', () => {
    const exposure = builtPages(site.dist).get('exposure/')!;
    expect(exposure).toContain('Not proven yet');
    expect(exposure).toContain('npm run verify -- ingress');
    const matrix = builtPages(site.dist).get('networks/matrix/')!;
    expect(matrix).toContain('Not proven yet');
    expect(matrix).toContain('npm run verify -- network');
    for (const [path, html] of builtPages(site.dist)) expect(html, path).not.toContain('data-run="executed"');
    expect(builtPages(site.dist).get('runbooks/')).toContain('npm run verify -- backup');
  });

  test('shows what only that source sees as unknown', () => {
    const pages = builtPages(site.dist);
    // Nothing but a probe can see the machine without Docker.
    expect(pages.get('services/files/')).toMatch(/class="state pill"[^>]*data-state="unknown"/);
    expect(pages.get('services/grafana/')).toContain('data-state="unknown"');
  });

  test.runIf(hasBrowser())('is sound in a browser', () => walk(site, KINDS));
});

describe('a site of a hostile inventory without a snapshot', () => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildSite({
      inventoryDir: join(import.meta.dirname, '..', 'labs', 'hostile'),
      docsDir: join(import.meta.dirname, 'docs'),
    });
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  test('claims nothing, says so, and how to take a snapshot', () => {
    const pages = builtPages(site.dist);
    // That something is planned is no claim about it.
    expect([...claimedStates(pages)].filter((state) => state !== 'planned')).toEqual(['unknown']);
    expect(pages.get('')).toContain('npm run status');
    expect(pages.get('status/')).toContain('No snapshot has been taken yet');
    expect(pages.get('exposure/')).toContain('Not proven yet');
    expect(existsSync(join(site.dist, 'status', 'snapshot.json'))).toBe(false);
  });

  test('every link leads somewhere, and none runs a script', () => {
    expect(deadLinks(site.dist, '/').filter((link) => !/-> \/docs\/|-> \/services\//.test(link))).toEqual([]);
    for (const [path, html] of builtPages(site.dist)) {
      expect(html, path).not.toContain('href="javascript:');
      expect(withoutAttributes(html), path).not.toMatch(/<img src=x|<script>/i);
    }
  });

  // A drawing shortens such names; what is read out is the whole.
  test.runIf(hasBrowser())('is sound in a browser', () =>
    walk(site, [...KINDS, 'services/app/', 'hosts/one/', 'guests/box/', 'networks/apps/'], ['label-content-name-mismatch']),
  );
});

async function walk(site: BuiltSite, paths: readonly string[], except: readonly string[] = []): Promise<void> {
  const browser: Browser = await launchBrowser();
  try {
    for (const width of [1280, 360]) {
      const { page, context, complaints } = await openPage(browser, { viewport: { width, height: 900 } });
      for (const path of paths) {
        await page.goto(site.url + path, { waitUntil: 'networkidle' });
        expect(await overflow(page), path).toBeLessThanOrEqual(0);
        expect(await accessibilityFaults(page, except), path).toEqual([]);
      }
      expect(complaints).toEqual([]);
      await context.close();
    }
  } finally {
    await browser.close();
  }
}
