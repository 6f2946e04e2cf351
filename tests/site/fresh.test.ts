import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults, hasBrowser, launchBrowser, openPage, overflow } from './browser.ts';
import { builtPages, deadLinks, withoutAttributes } from './built-pages.ts';
import { type BuiltSite, buildSite } from './built-site.ts';
import { makeUpBackupProof, makeUpNetworkProof, makeUpProof } from './made-up-proof.ts';
import { makeUpSnapshot } from './made-up-snapshot.ts';
import { PAGE_KINDS } from './page-kinds.ts';

const BASE = '/lab/';
/** Bytes of a page without its diagram and its instructions. */
const PAGE_BUDGET = 20_500;
/** Of the folded lists of what the lab adds to a project. */
const OVERLAY_BUDGET = 4_000;
/** A number with a unit of age. */
const AGE = /\b\d+ (second|minute|hour|day|week|month|year)s?\b/g;
const OVERLAY = /<details class="overlay">.*?<\/details>/gs;

const withoutExtras = (html: string): string =>
  html
    .replace(/<svg [^>]*class="dg.*?<\/svg>/s, '')
    .replaceAll(/<div class="guide">.*?<\/div><\/section>/gs, '')
    .replaceAll(OVERLAY, '');

let site: BuiltSite;

beforeAll(async () => {
  const snapshot = await makeUpSnapshot({ states: { 'service:stirling-pdf': 'down', 'service:vaultwarden': 'degraded' } });
  const [proof, networkProof, backupProof] = [await makeUpProof(), await makeUpNetworkProof(), await makeUpBackupProof()];
  site = await buildSite({ snapshot, proof, networkProof, backupProof, base: BASE, docsDir: join(import.meta.dirname, 'docs') });
});
afterAll(() => site?.[Symbol.asyncDispose]());

describe('the files of a site below a folder', () => {
  test('every link leads somewhere', () => {
    expect(deadLinks(site.dist, BASE)).toEqual([]);
  });

  test('no page has an inline style, an inline script or a hostile text that is alive', () => {
    for (const [path, html] of builtPages(site.dist)) {
      expect(html, path).not.toMatch(/<[a-z][^>]*\sstyle=/i);
      expect(html, path).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/i);
      expect(withoutAttributes(html), path).not.toContain('<img src=x');
      // The bundle runs no script at all, wherever it is opened.
      expect(html, path).toContain(path === 'disaster-recovery.html' ? "default-src 'none'" : "script-src 'self'");
    }
  });

  test('only a page with a Mermaid fence lets a stranger write styles', () => {
    const lenient = [...builtPages(site.dist)].filter(([, html]) => html.includes("'unsafe-inline'")).map(([path]) => path);
    expect(lenient).toEqual(['docs/drawing/']);
    expect(existsSync(join(site.dist, 'mermaid', 'mermaid.esm.min.mjs'))).toBe(true);
  });

  test('pages are small', () => {
    for (const [path, html] of builtPages(site.dist)) {
      if (!/^(services|guests)\/[^/]+\/$/.test(path)) continue;
      expect(withoutExtras(html).length, path).toBeLessThan(PAGE_BUDGET);
      expect([...html.matchAll(OVERLAY)].join('').length, path).toBeLessThan(OVERLAY_BUDGET);
    }
  });

  test('the proof of these very files is shown', () => {
    expect(builtPages(site.dist).get('exposure/')).toContain('Proven with real requests');
  });

  test('machines get the snapshot as it was judged, and its schema', () => {
    expect(JSON.parse(readFileSync(join(site.dist, 'status', 'snapshot.json'), 'utf8'))).toMatchObject({ schema: 'rackbook/snapshot/2' });
    expect(existsSync(join(site.dist, 'schema', 'snapshot.schema.json'))).toBe(true);
  });
});

describe.runIf(hasBrowser())('a fresh site in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  test.each([
    { width: 1280, colorScheme: 'light' },
    { width: 1280, colorScheme: 'dark' },
    { width: 360, colorScheme: 'light' },
    { width: 360, colorScheme: 'dark' },
  ] as const)('every kind of page is sound at $width pixels, $colorScheme', async ({ width, colorScheme }) => {
    const { page, context, complaints } = await openPage(browser, { viewport: { width, height: 900 }, colorScheme });
    for (const path of [...PAGE_KINDS, 'docs/drawing/', 'docs/plain/']) {
      await page.goto(site.url + path, { waitUntil: 'networkidle' });
      expect(await overflow(page), path).toBeLessThanOrEqual(0);
      if (!path.includes('drawing')) expect(await accessibilityFaults(page), path).toEqual([]);
    }
    // The broken drawing says so, and keeps its text.
    expect(complaints.filter((complaint) => !complaint.includes('cannot be drawn'))).toEqual([]);
    await context.close();
  });

  test.each([480, 768, 1000])('no page is wider than %i pixels', async (width) => {
    const { page, context } = await openPage(browser, { viewport: { width, height: 900 } });
    for (const path of PAGE_KINDS) {
      await page.goto(site.url + path);
      expect(await overflow(page), path).toBeLessThanOrEqual(0);
    }
    await context.close();
  });

  test('without scripts everything can be read, with its time instead of its age', async () => {
    const { page, context } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(site.url);
    expect(await page.locator('h1').textContent()).toContain('Stirling PDF');
    expect(await page.locator('.verdict time').textContent()).toMatch(/^\d+ [A-Z][a-z]{2,3}, \d\d:\d\d$/);
    await page.goto(`${site.url}services/`);
    await page.getByText('Needs attention').click();
    expect(await page.locator('tbody tr:visible').count()).toBe(3);
    expect(await page.locator('h2:visible').count()).toBeLessThan(4);
    await page.goto(`${site.url}docs/drawing/`);
    expect(await page.locator('pre').first().textContent()).toContain('flowchart LR');
    await page.goto(`${site.url}search/`);
    expect(await page.locator('main a').count()).toBeGreaterThan(3);
    await context.close();
  });

  test('states turn unknown in a page that stays open past their time, in words, marks and drawings', async () => {
    const { page, context } = await openPage(browser);
    await page.clock.install();
    for (const path of ['', 'services/', 'services/jellyfin/', 'architecture/']) {
      await page.clock.setSystemTime(Date.now());
      await page.goto(site.url + path);
      expect(await page.locator('[data-state="up"]').count(), path).toBeGreaterThan(0);
      await page.clock.fastForward('14:30');
      expect(await page.locator('main [data-state]:not([data-state="unknown"], [data-state="planned"])').count(), path).toBe(0);
      expect(await page.locator('.dg-up, .dg-down, .dg-degraded').count(), path).toBe(0);
    }
    const openLater = async (path: string, later: string) => {
      await page.clock.setSystemTime(Date.now());
      await page.goto(site.url + path);
      await page.clock.fastForward(later);
    };
    await openLater('', '14:30');
    expect(await page.locator('h1').textContent()).toBe('Nothing is certain any more.');
    expect(await page.getByText('Seen then, unknown now').isVisible()).toBe(true);
    await openLater('services/jellyfin/', '03:00:00');
    expect(await page.locator('.state.pill').textContent()).toMatch(/^unknown, checked \d hours ago$/i);
    await context.close();
  });

  test.each([
    ['behind', -40 * 60_000, 'The clock of this device is 40 minutes behind that of the server.'],
    ['ahead', 3 * 3_600_000, 'The clock of this device is 3 hours ahead of that of the server.'],
  ])('a clock that is %s is named as the reason, and no age is told by it', async (_, off, reason) => {
    const { page, context, complaints } = await openPage(browser);
    await page.clock.install();
    await page.clock.setSystemTime(Date.now() + off);
    await page.goto(site.url);
    await page.getByRole('heading', { name: 'Nothing is certain: a clock is wrong.' }).waitFor();
    expect(await page.locator('[data-verdict-detail]').textContent()).toContain(reason);
    expect(await page.locator('main [data-state]:not([data-state="unknown"], [data-state="planned"])').count()).toBe(0);
    for (const age of await page.locator('time[data-age]').allTextContents()) expect(age).toMatch(/\d\d:\d\d$/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('thirty days later every age has changed, and no other text holds one', async () => {
    const { page, context } = await openPage(browser);
    await page.clock.install();
    for (const path of ['', 'status/', 'services/vaultwarden/']) {
      await page.clock.setSystemTime(Date.now());
      await page.goto(site.url + path, { waitUntil: 'networkidle' });
      const ages = () => page.locator('time[data-age]').allTextContents();
      const frozen = await page.evaluate(() => {
        const copy = document.documentElement.cloneNode(true) as HTMLElement;
        for (const time of copy.querySelectorAll('time')) time.remove();
        return [...copy.querySelectorAll('[data-live]')].map(({ textContent }) => textContent).join('\n');
      });
      const now = await ages();
      await page.clock.fastForward(30 * 86_400_000);
      const later = await ages();
      expect(now.length, path).toBeGreaterThan(0);
      expect(
        now.filter((age, index) => age.match(AGE) !== null && age === later[index]),
        path,
      ).toEqual([]);
      expect(frozen.match(AGE) ?? [], path).toEqual([]);
    }
    await context.close();
  });

  test('the keyboard skips to the text, opens the search and reaches a service', async () => {
    const { page, context, complaints } = await openPage(browser);
    await page.goto(site.url);
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the text');
    await page.keyboard.press('Enter');
    expect(await page.locator('main:focus').count()).toBe(1);
    await page.keyboard.press('/');
    await page.keyboard.type('jellyf');
    await page.locator('dialog .results a', { hasText: 'Jellyfin' }).first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('dialog .results a:focus b').textContent()).toBe('Jellyfin');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${site.url}services/jellyfin/`);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(['jellyfin', '10.10.20.31', 'jellyfin.yaml', 'security headers'])('the search page finds %s', async (term) => {
    const { page, context, complaints } = await openPage(browser);
    await page.goto(`${site.url}search/?q=${encodeURIComponent(term)}`);
    await page.locator('main .results a', { hasText: 'Jellyfin' }).first().waitFor({ timeout: 10_000 });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a chosen theme outlives the page', async () => {
    const { page, context } = await openPage(browser, { colorScheme: 'light' });
    await page.goto(site.url);
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await paper();
    await page.getByRole('button', { name: 'Dark theme' }).click();
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.goto(`${site.url}status/`);
    expect(await paper()).toBe(dark);
    await context.close();
  });

  test('Mermaid draws what people write, and leaves the text of what it cannot draw', async () => {
    const { page, context, complaints } = await openPage(browser);
    await page.goto(`${site.url}docs/drawing/`);
    await page.locator('.mermaid-drawing svg').waitFor();
    expect(await page.locator('.mermaid-drawing').textContent()).toContain('Reverse proxy');
    await expect.poll(() => complaints.join()).toContain('cannot be drawn');
    expect(await page.locator('pre', { hasText: 'this is never closed' }).count()).toBe(1);
    expect(await page.getByText('Syntax error').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    // That it cannot be drawn is all there is to complain of.
    expect(complaints).toHaveLength(1);
    expect(await page.getByRole('link', { name: 'services', exact: true }).getAttribute('href')).toBe(`${BASE}services/`);
    await context.close();
  });

  test('the table of services is filtered by text and by state', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${site.url}services/`);
    await page.getByPlaceholder('Filter by name').fill('srv-1 graf');
    expect(await page.locator('tbody tr:visible th a').allInnerTexts()).toContain('Grafana');
    expect(await page.locator('tbody tr:visible').count()).toBeLessThan(4);
    await page.getByText('Planned', { exact: true }).click();
    expect(await page.locator('tbody tr:visible').count()).toBe(0);
    await context.close();
  });
});
