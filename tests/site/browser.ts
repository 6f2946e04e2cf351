import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Whether the tests can run: without a browser they are skipped at home, and fail in CI. */
export function hasBrowser(): boolean {
  if (existsSync(CHROMIUM)) return true;
  if (process.env['CI']) throw new Error(`There is no browser at ${CHROMIUM}; set CHROMIUM.`);
  console.warn(`SKIPPED: there is no browser at ${CHROMIUM}. Install chromium or set CHROMIUM.`);
  return false;
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors, warnings and refusals of the policy since the page was opened. */
  readonly complaints: string[];
}

/** A page that remembers everything a browser complains about. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('dialog', async (dialog) => {
    complaints.push(`${page.url()}: it ran a script of a stranger, ${dialog.message()}`);
    await dialog.dismiss();
  });
  return { page, context, complaints };
}

/** What axe finds, one line a violation; `except` names rules that do not count. */
export async function accessibilityFaults(page: Page, except: readonly string[] = []): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (ignored) => {
    const axe = (
      globalThis as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe;
    const { violations } = await axe.run({ preload: false });
    return violations
      .filter(({ id }) => !ignored.includes(id))
      .map(({ id, nodes }) => `${location.pathname}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, except);
}

/** By how many pixels the page is wider than the window. */
export const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
