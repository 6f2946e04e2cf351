import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guidesOf } from '../../core/facts/guides.ts';
import { loadLab } from '../../core/load.ts';
import { systems } from '../../registry/systems.gen.ts';
import { REFERENCE } from '../labs/labs.ts';
import { accessibilityFaults, hasBrowser, launchBrowser, openPage, overflow } from './browser.ts';
import { type BuiltSite, buildSite } from './built-site.ts';

const lab = await loadLab(REFERENCE, systems);
const guide = lab.ok
  ? guidesOf(lab.value.model).find(({ subject, steps }) => subject.startsWith('service:') && steps.length > 0)
  : undefined;

describe.runIf(hasBrowser())('instructions on a page', () => {
  let site: BuiltSite;
  let browser: Browser;
  beforeAll(async () => {
    site = await buildSite({});
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.[Symbol.asyncDispose]();
  });
  const path = `services/${guide?.subject.slice('service:'.length)}/`;

  test('the reference lab has some', () => {
    expect(guide?.steps.length).toBeGreaterThan(0);
  });

  test('a button copies the command as it is', async () => {
    const { page, context, complaints } = await openPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto(site.url + path);
    await page.getByRole('button', { name: 'Copy', exact: true }).first().click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(guide?.steps[0]?.run);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a page without a clipboard copies too', async () => {
    const { page, context } = await openPage(browser);
    await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.goto(site.url + path);
    await page.getByRole('button', { name: 'Copy', exact: true }).first().click();
    expect(await page.evaluate(() => getSelection()?.toString().trim())).toBe(guide?.steps[0]?.run.trim());
    await context.close();
  });

  test('without scripts it is text, and no button', async () => {
    const { page, context } = await openPage(browser, { javaScriptEnabled: false, viewport: { width: 360, height: 900 } });
    await page.goto(site.url + path);
    expect(await page.locator('.command code').first().textContent()).toBe(guide?.steps[0]?.run);
    expect(await page.locator('.command button:visible').count()).toBe(0);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await context.close();
  });
});
