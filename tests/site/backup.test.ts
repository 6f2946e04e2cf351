import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { protectionOf } from '../../core/facts/backup/protection.ts';
import { schedulesOf } from '../../core/facts/backup/schedules.ts';
import { runbooksOf } from '../../core/facts/runbooks/runbooks.ts';
import { loadLab } from '../../core/load.ts';
import { systems } from '../../registry/systems.gen.ts';
import { REFERENCE } from '../labs/labs.ts';
import { accessibilityFaults, hasBrowser, launchBrowser, openPage, overflow } from './browser.ts';
import { builtPages } from './built-pages.ts';
import { type BuiltSite, buildSite } from './built-site.ts';
import { makeUpBackupProof } from './made-up-proof.ts';
import { makeUpSnapshot } from './made-up-snapshot.ts';

const lab = await loadLab(REFERENCE, systems);
if (!lab.ok) throw new Error('The reference inventory has mistakes.');
const { model } = lab.value;
const FAILING = 'restore-service-traefik';
const CHANGED = 'restore-service-semaphore';
const SLOW = 'restore-service-crowdsec';
const LONG = 'rebuild-srv-1';
const PLAIN = 'restore-service-grafana';
const long = runbooksOf(model).find(({ id }) => id === LONG)!;

let site: BuiltSite;
let pages: ReadonlyMap<string, string>;
beforeAll(async () => {
  site = await buildSite({
    snapshot: await makeUpSnapshot({ states: { 'guest:vault': 'down' } }),
    backupProof: await makeUpBackupProof({ failing: FAILING, changed: CHANGED, slow: SLOW }),
  });
  pages = builtPages(site.dist);
});
afterAll(() => site?.[Symbol.asyncDispose]());

const page = (path: string): string => pages.get(path) ?? '';
const runsOn = (html: string): readonly string[] => [...html.matchAll(/<p class="run" data-run="([a-z-]+)"/g)].map(([, state]) => state!);

describe('the pages about backups', () => {
  test('say how old each copy is, and which is older than promised', () => {
    expect(page('backup/')).toContain('One backup is older than promised.');
    expect(page('backup/')).toMatch(/data-state="down"[^>]*>\s*<span class="word"[^>]*>older than 6 hours/);
    expect(page('backup/repositories/pbs-usb/')).toContain('older than 6 hours');
    expect(page('backup/repositories/restic-usb/')).not.toContain('older than');
  });

  test('have a row for everything that holds state, with what is decided about it', () => {
    const rows = [...page('backup/').matchAll(/<tr[^>]*>(?:(?!<\/tr>).)*data-layer=(?:(?!<\/tr>).)*<\/tr>/gs)].map(([row]) => row);
    expect(rows.length).toBe(protectionOf(model).length);
    for (const { owner, because } of protectionOf(model)) {
      expect(rows.some((row) => row.includes(owner.title) && (because === undefined || row.includes('Left out')))).toBe(true);
    }
    expect(rows.filter((row) => row.includes('Left out')).length).toBe(protectionOf(model).filter(({ policy }) => !policy).length);
  });

  test('have the next run of every schedule', () => {
    const section = page('backup/').match(/<section id="schedules".*?<\/section>/s)?.[0] ?? '';
    expect([...section.matchAll(/<tr/g)].length - 1).toBe(schedulesOf(model).length);
    expect(section).not.toContain('never');
  });

  test('there is one for each repository, which says where its password is', () => {
    for (const { id } of model.repositories) expect(pages.has(`backup/repositories/${id}/`)).toBe(true);
    expect(page('backup/repositories/restic-usb/')).toContain('/etc/rackbook/secrets/restic/repository-password');
  });
});

describe('the runbooks', () => {
  test('are all listed and have a page, and those of a thing are on its page', () => {
    expect(runbooksOf(model).length).toBeGreaterThan(10);
    for (const { id, subjects } of runbooksOf(model)) {
      expect(page('runbooks/')).toContain(`href="/runbooks/${id}/"`);
      expect(pages.has(`runbooks/${id}/`)).toBe(true);
      for (const subject of subjects) {
        const [kind, name] = subject.split(':');
        const path = { host: 'hosts', guest: 'guests', service: 'services', repository: 'backup/repositories' }[kind!];
        if (path) expect(page(`${path}/${name}/`), `${subject} and ${id}`).toContain(`href="/runbooks/${id}/"`);
      }
    }
  });

  test('claim of each command what the record has of exactly this command', () => {
    for (const { id, steps } of runbooksOf(model)) {
      const expected = steps.flatMap(({ run, undo, notRun }, index) =>
        [run, undo?.run].flatMap((command, at) => {
          if (command === undefined) return [];
          if (notRun) return ['not-run'];
          if (id === CHANGED) return [at === 0 ? 'changed' : 'never'];
          return [id === FAILING && index === 0 ? 'failed' : 'executed'];
        }),
      );
      expect(runsOn(page(`runbooks/${id}/`)), id).toEqual(expected);
    }
  });

  test('show measured beside promised, and that it took too long', () => {
    expect(page(`runbooks/${SLOW}/`)).toContain('longer than promised');
    expect(page(`runbooks/${PLAIN}/`)).toContain('2 min 10 s');
    expect(page(`runbooks/${CHANGED}/`)).not.toContain('2 min 10 s');
  });

  test('claim nothing without a record', async () => {
    await using bare = await buildSite({});
    for (const [path, html] of builtPages(bare.dist)) expect(html, path).not.toMatch(/data-run="(executed|earlier|failed|changed|part)"/);
  });
});

describe.runIf(hasBrowser())('the pages about backups in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  const boxes = (of: Page) => of.locator('[data-runbook] input[type="checkbox"]');

  test('what is ticked is still ticked after a reload, in this runbook alone, until it is started over', async () => {
    const { page, context, complaints } = await openPage(browser);
    await page.goto(`${site.url}runbooks/${LONG}/`);
    expect(await boxes(page).count()).toBe(long.steps.length);
    await boxes(page).nth(0).check();
    await page.getByLabel(long.steps[2]!.title).check();
    expect(await page.locator('[data-progress-words]').innerText()).toBe(`2 of ${long.steps.length} steps done, the last one just now`);
    await page.reload();
    expect(await boxes(page).evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked).slice(0, 4))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    await page.goto(`${site.url}runbooks/${PLAIN}/`);
    expect(await page.locator('input:checked').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Start over' }).isVisible()).toBe(false);
    await page.goto(`${site.url}runbooks/${LONG}/`);
    await page.getByRole('button', { name: 'Start over' }).click();
    expect(await page.locator('input:checked').count()).toBe(0);
    await page.reload();
    expect(await page.locator('input:checked').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a browser that keeps nothing, or something else, ticks anyway', async () => {
    const { page, context, complaints } = await openPage(browser);
    await page.addInitScript((key) => localStorage.setItem(key, '{"done":7}'), `runbook:${LONG}`);
    await page.goto(`${site.url}runbooks/${LONG}/`);
    expect(await page.locator('input:checked').count()).toBe(0);
    await page.addInitScript(() => Object.defineProperty(globalThis, 'localStorage', { value: undefined }));
    await page.goto(`${site.url}runbooks/${LONG}/`);
    await boxes(page).nth(1).check();
    expect(await page.locator('[data-progress-words]').innerText()).toContain('1 of');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a command is copied exactly as the proof runs it', async () => {
    const { page, context } = await openPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto(`${site.url}runbooks/${LONG}/`);
    const commands = long.steps.flatMap(({ run, undo }) => [run, undo?.run].filter((command) => command !== undefined));
    const buttons = page.locator('[data-copy]');
    expect(await buttons.count()).toBe(commands.length);
    for (const [at, command] of commands.entries()) {
      await buttons.nth(at).click();
      await page.locator('[data-command]').nth(at).getByText('Copied').first().waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command);
    }
    await context.close();
  });

  test('without scripts the boxes can be ticked, and nothing offers what needs one', async () => {
    const { page, context } = await openPage(browser, { javaScriptEnabled: false, viewport: { width: 360, height: 900 } });
    await page.goto(`${site.url}runbooks/${LONG}/`);
    await boxes(page).nth(0).check();
    expect(await page.locator('.progress:visible, [data-copy]:visible').count()).toBe(0);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await context.close();
  });

  test('on paper there is no navigation, every square is empty, and no command is cut', async () => {
    const { page, context } = await openPage(browser, { viewport: { width: 700, height: 900 } });
    await page.goto(`${site.url}runbooks/${LONG}/`);
    await boxes(page).nth(0).check();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav:visible, .button:visible, .progress:visible').count()).toBe(0);
    const squares = await boxes(page).evaluateAll((all) =>
      all.slice(0, 2).map((box) => JSON.stringify([getComputedStyle(box).appearance, getComputedStyle(box).backgroundColor])),
    );
    expect(squares[0]).toBe(squares[1]);
    expect(squares[0]).toContain('none');
    const cut = await page
      .locator('.command pre')
      .evaluateAll((all) => all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1).length);
    expect(cut).toBe(0);
    await context.close();
  });

  test('the list is filtered by what one sees, and by what was executed', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${site.url}runbooks/`);
    const rows = page.locator('.runbooks tbody tr:visible');
    expect(await rows.count()).toBe(runbooksOf(model).length);
    await page.getByPlaceholder('Filter by name').fill('grafana');
    expect(await rows.count()).toBe(runbooksOf(model).filter(({ title, when }) => /grafana/i.test(`${title} ${when}`)).length);
    expect(await page.locator('.group:visible').count()).toBeLessThan(4);
    await page.getByText('Not wholly executed', { exact: true }).click();
    expect(await rows.count()).toBe(0);
    await context.close();
  });

  test('every runbook and repository is sound on a phone, and in the dark', async () => {
    const { page, context, complaints } = await openPage(browser, { viewport: { width: 360, height: 900 }, colorScheme: 'dark' });
    const kinds = new Map(runbooksOf(model).map((runbook) => [runbook.kind, `runbooks/${runbook.id}/`]));
    for (const path of [
      ...kinds.values(),
      ...[FAILING, CHANGED, SLOW].map((id) => `runbooks/${id}/`),
      ...model.repositories.map(({ id }) => `backup/repositories/${id}/`),
    ]) {
      await page.goto(site.url + path);
      expect(await overflow(page), path).toBeLessThanOrEqual(0);
      expect(await accessibilityFaults(page), path).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('the age of a backup is unknown in a page that stays open past its time', async () => {
    const { page, context } = await openPage(browser);
    await page.clock.install();
    await page.goto(`${site.url}backup/`);
    await page.clock.fastForward('01:00:00');
    expect(await page.locator('.backup-ages [data-state]:not([data-state="unknown"])').count()).toBe(0);
    expect(await page.locator('.backup-ages .state').first().innerText()).toBe('unknown');
    await context.close();
  });

  test.each([
    { width: 1000, colorScheme: 'light' },
    { width: 360, colorScheme: 'dark' },
  ] as const)('the bundle opens from a disk without a network, and asks for nothing, at $width pixels', async ({ width, colorScheme }) => {
    const { page, context, complaints } = await openPage(browser, { viewport: { width, height: 900 }, colorScheme, offline: true });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const address = pathToFileURL(join(site.dist, 'disaster-recovery.html')).href;
    await page.goto(address);
    await page.getByRole('link', { name: long.title }).first().click();
    expect(await page.locator(`#runbook-${LONG} h3`).innerText()).toBe(long.title);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(asked).toEqual([address]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('the page about recovery names the edition of the bundle that it leads to', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${site.url}recovery/`);
    const edition = await page.locator('.bundle-card code').first().innerText();
    expect(page.url()).toContain('recovery');
    await page.getByRole('link', { name: 'Open the page to print' }).click();
    expect(await page.locator('main').innerText()).toContain(`Edition ${edition}`);
    await context.close();
  });
});
