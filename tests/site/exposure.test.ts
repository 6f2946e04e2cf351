import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults, hasBrowser, launchBrowser, openPage, overflow } from './browser.ts';
import { builtPages } from './built-pages.ts';
import { type BuiltSite, buildSite } from './built-site.ts';
import { makeUpProof } from './made-up-proof.ts';

let site: BuiltSite;
let pages: ReadonlyMap<string, string>;

beforeAll(async () => {
  site = await buildSite({ proof: await makeUpProof({ failing: 'vault.lab.example.net' }) });
  pages = builtPages(site.dist);
});
afterAll(() => site?.[Symbol.asyncDispose]());

describe('the page about exposure', () => {
  test('says of every hostname whether it is proven, and of the whole that it is not', () => {
    expect(pages.get('exposure/')).toContain('Failed with real requests');
    expect(pages.get('services/vaultwarden/')).toContain('data-proof="failed"');
    expect(pages.get('services/bentopdf/')).toContain('data-proof="proven"');
  });

  test('does not name the people that a policy lets in', () => {
    expect(pages.get('exposure/')).toContain('2 people');
    for (const [path, html] of pages) expect(html, path).not.toMatch(/(one|two)@example\.net/);
  });
});

describe.runIf(hasBrowser())('the page about exposure in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  test.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])('is filtered by where requests come from: %o', async (options) => {
    const { page, context } = await openPage(browser, options);
    await page.goto(`${site.url}exposure/`);
    const rows = page.locator('.exposure tbody tr:visible');
    const all = await rows.count();
    await page.getByText('From the internet', { exact: true }).click();
    const outside = await rows.count();
    expect(outside).toBeGreaterThan(0);
    expect(await page.locator('.exposure tbody tr[data-audience="lan"]:visible').count()).toBe(0);
    await page.getByText('From home', { exact: true }).click();
    expect(await rows.count()).toBe(all - outside);
    await page.getByLabel('Without a login').check();
    expect(await rows.count()).toBe(await page.getByText('No login.', { exact: true }).locator('visible=true').count());
    expect(await rows.count()).toBeGreaterThan(0);
    await context.close();
  });

  test('is filtered by text, and counts what is left', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${site.url}exposure/`);
    await page.getByPlaceholder('Filter by hostname').fill('pdf access');
    expect(await page.locator('.exposure tbody tr:visible').count()).toBe(1);
    expect(await page.getByRole('status').textContent()).toMatch(/^1 of \d+$/);
    // Other tables of the page stay as they are.
    expect(await page.locator('table:not(.exposure) tbody tr:visible').count()).toBeGreaterThan(5);
    await context.close();
  });

  test('a proof keeps its word when the states grow old', async () => {
    const { page, context } = await openPage(browser);
    await page.clock.install();
    await page.goto(`${site.url}exposure/`);
    await page.clock.fastForward('24:00:00');
    expect(await page.locator('.exposure [data-proof="proven"]').count()).toBeGreaterThan(5);
    expect(await page.locator('.proof-card time').textContent()).toBe('27 hours ago');
    await context.close();
  });

  test('a link to a layer leads to its row', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${site.url}exposure/`);
    await page.locator('.exposure').getByRole('link', { name: 'Access: Family' }).click();
    expect(await page.locator('tr:target th').textContent()).toContain('Family');
    await context.close();
  });

  test.each([1280, 360])('is sound with every check open at %i pixels', async (width) => {
    const { page, context, complaints } = await openPage(browser, { viewport: { width, height: 900 } });
    await page.goto(`${site.url}exposure/`);
    expect(await page.locator('.proof-checks tbody tr:visible').allInnerTexts()).toEqual([
      expect.stringContaining('vault.lab.example.net'),
    ]);
    await page.getByText(/^All \d+ checks$/).click();
    expect(await page.locator('.proof-checks tbody tr:visible').count()).toBeGreaterThan(20);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
