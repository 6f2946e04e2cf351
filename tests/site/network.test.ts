import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressPlanOf } from '../../core/facts/address-plan.ts';
import { addressRanges, nextFreeAddress } from '../../core/facts/network/address-ranges.ts';
import { answersIn, answerTexts } from '../../core/facts/network/answers-in.ts';
import { firewallOf } from '../../core/facts/network/firewall.ts';
import { serviceText, zoneId } from '../../core/facts/network/flow.ts';
import { flowsOf } from '../../core/facts/network/flows.ts';
import { matrixOf, rulesOf } from '../../core/facts/network/matrix.ts';
import { namesOf } from '../../core/facts/network/names.ts';
import { loadLab } from '../../core/load.ts';
import { systems } from '../../registry/systems.gen.ts';
import { REFERENCE } from '../labs/labs.ts';
import { accessibilityFaults, hasBrowser, launchBrowser, openPage, overflow } from './browser.ts';
import { builtPages } from './built-pages.ts';
import { type BuiltSite, buildSite } from './built-site.ts';
import { makeUpNetworkProof } from './made-up-proof.ts';

const lab = await loadLab(REFERENCE, systems);
if (!lab.ok) throw new Error('The reference inventory has mistakes.');
const { model } = lab.value;
const FAILING = 'apps → management';
const PAGES = ['networks/', 'networks/matrix/', 'networks/addresses/', ...model.networks.map(({ id }) => `networks/${id}/`)];

let site: BuiltSite;
let pages: ReadonlyMap<string, string>;
beforeAll(async () => {
  site = await buildSite({ networkProof: await makeUpNetworkProof({ failing: FAILING }) });
  pages = builtPages(site.dist);
});
afterAll(() => site?.[Symbol.asyncDispose]());

const anchorOf = (id: string): string => `flow-${id.replaceAll('.', '_')}`;

describe('the pages about networks', () => {
  test('the matrix has a place for every flow and every rule that a person wrote', () => {
    const html = pages.get('networks/matrix/')!;
    for (const { id } of flowsOf(model)) expect(html).toContain(`id="${anchorOf(id)}"`);
    for (const { id, because } of model.allow) {
      expect(html).toContain(`id="allow-${id}"`);
      expect(html).toContain(because);
    }
  });

  test.each(model.networks)('$id lists exactly the rules that the router has for it', (network) => {
    const html = pages.get(`networks/${network.id}/`)!;
    const { into, outOf } = rulesOf(firewallOf(model), network);
    const shown = [...html.matchAll(/<tr id="(flow-[^"]+)"/g)].map(([, id]) => id!);
    expect(shown.toSorted()).toEqual([...into, ...outOf].map(({ id }) => anchorOf(id)).toSorted());
  });

  test('the state of the proof is shown: which pair failed, and that the rest did not', () => {
    expect(pages.get('networks/')).toContain('Failed with packets');
    const html = pages.get('networks/matrix/')!;
    expect(html).toContain('Failed with packets');
    expect(html).toContain('13,351 were refused');
    expect(html.match(/<td class="closed"[^>]*>(?:(?!<\/td>).)*data-proof="failed"/gs)).toHaveLength(1);
    expect(pages.get('networks/dmz/')).toContain('data-proof="proven"');
  });

  test('every address that is given out stands in the plan with its name, and what is next', () => {
    const html = pages.get('networks/addresses/')!;
    for (const { ip, ip6 } of addressPlanOf(model))
      for (const address of [ip, ip6]) if (address) expect(html).toContain(`<code>${address}</code>`);
    for (const { name } of namesOf(model)) expect(html).toContain(`>${name}</code>`);
    for (const network of model.networks) expect(html).toContain(`<code>${nextFreeAddress(addressRanges(model, network))}</code>`);
  });
});

describe.runIf(hasBrowser())('the pages about networks in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  const column = async (page: Page, number: number): Promise<readonly string[]> =>
    (await page.locator(`.addresses tbody tr > :nth-child(${number})`).allInnerTexts()).map((text) => text.trim());

  test('every cell of the matrix says what the facts say', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${site.url}networks/matrix/`);
    const rows = page.locator('.matrix tbody tr');
    for (const [at, cells] of matrixOf(model).entries()) {
      if (zoneId(cells[0]!.from) === 'router') continue;
      const shown = rows.nth(at).locator('td');
      expect(await shown.evaluateAll((all) => all.map(({ className }) => className))).toEqual(cells.map(({ state }) => state));
      for (const [place, { state, flows }] of cells.entries()) {
        const texts = await shown.nth(place).locator('a').allInnerTexts();
        expect(texts.toSorted()).toEqual(state === 'open' ? flows.map(serviceText).toSorted() : []);
      }
    }
    await page.locator('.matrix td.open a').first().click();
    expect(await page.locator('.flows tr:target').count()).toBe(1);
    await context.close();
  });

  test('a link to a rule that a person wrote leads to it', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${site.url}networks/iot/`);
    await page.locator('#rules-out').getByRole('link', { name: 'allowed by hand' }).click();
    expect(await page.locator('tr:target').innerText()).toContain('television-plays-films');
    await context.close();
  });

  test('what passes is filtered by what stands between, and by text', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${site.url}networks/matrix/`);
    const rows = page.locator('.flows tbody tr:visible');
    expect(await rows.count()).toBe(flowsOf(model).length);
    await page.getByText('Through the router', { exact: true }).first().click();
    expect(await rows.count()).toBe(flowsOf(model).filter(({ way }) => way === 'routed').length);
    await page.getByLabel('Written by hand').check();
    expect(await rows.count()).toBe(flowsOf(model).filter(({ kind }) => kind === 'allow').length);
    await page.getByPlaceholder('Filter by name').fill('television');
    expect(await rows.count()).toBe(1);
    await context.close();
  });

  test('the plan is in address order without a script, and no head can be pressed', async () => {
    const { page, context } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${site.url}networks/addresses/`);
    const order = await column(page, 1);
    expect(order.length).toBeGreaterThan(addressPlanOf(model).length);
    expect(order).toEqual(order.toSorted((a, b) => addressNumber(a) - addressNumber(b)));
    expect(await page.locator('.addresses thead button').count()).toBe(0);
    expect(await page.locator('th[aria-sort]').innerText()).toBe('Address');
    await context.close();
  });

  test('the plan is sorted by any column, up and down, with what is empty last', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${site.url}networks/addresses/`);
    const before = await column(page, 1);
    const head = (name: string) => page.getByRole('columnheader', { name });
    await page.getByRole('button', { name: 'Address' }).click();
    expect(await head('Address').getAttribute('aria-sort')).toBe('descending');
    expect(await column(page, 1)).toEqual(before.toReversed());
    await page.getByRole('button', { name: 'IPv6' }).click();
    expect(await head('Address').getAttribute('aria-sort')).toBeNull();
    expect(await head('IPv6').getAttribute('aria-sort')).toBe('ascending');
    const six = await column(page, 2);
    expect(six.indexOf('')).toBe(addressPlanOf(model).filter(({ ip6 }) => ip6 !== undefined).length);
    expect(six[0]).toBe('fd7c:52a1:9e30:10::1');
    await page.getByRole('button', { name: 'Given to' }).focus();
    await page.keyboard.press('Enter');
    const owners = (await column(page, 4)).map((text) => text.split('\n')[0]!);
    expect(owners).toEqual(owners.toSorted(new Intl.Collator('en', { numeric: true }).compare));
    await page.getByPlaceholder('Filter by address').fill('heating');
    expect(await page.locator('.addresses tbody tr:visible').count()).toBe(1);
    await context.close();
  });

  test('what can reach a service is on its page: neighbours with their ports, rules, containers, or nothing', async () => {
    const { page, context } = await openPage(browser);
    for (const id of ['traefik', 'prometheus', 'pbs', 'alloy', 'restic', 'jellyfin']) {
      const service = model.services.find((one) => one.id === id)!;
      await page.goto(`${site.url}services/${id}/`);
      const text = await page.locator('.reach').innerText();
      for (const { network, ports, only } of answersIn(model, service)) {
        expect(text, id).toContain(only ? 'Past the firewall' : network.title);
        expect(text, id).toContain(answerTexts(ports).join(', '));
      }
      if (id === 'restic') expect(text).toContain('Nothing');
      if (id === 'traefik') expect(text).toContain('everything in Management');
      if (id === 'jellyfin') expect(text).not.toContain('Everything in');
      if (id === 'alloy') expect(text).toContain('Prometheus');
    }
    await context.close();
  });

  test('the ports without the ingress say who gets at them, within their network and from others', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${site.url}exposure/`);
    expect(await page.locator('.ports tr', { hasText: '10.10.30.11:443/tcp' }).innerText()).toContain('everything in DMZ');
    expect(await page.locator('.ports tr', { hasText: '10.10.20.31:8096/tcp' }).innerText()).toContain('Television');
    expect(await page.locator('.ports tr', { hasText: '10.10.20.35:80/tcp' }).locator('td').last().innerText()).toBe('SRV-1');
    await context.close();
  });

  test.each([
    { width: 1280, colorScheme: 'light' },
    { width: 900, colorScheme: 'dark' },
    { width: 360, colorScheme: 'light' },
    { width: 360, colorScheme: 'dark' },
  ] as const)('are sound at $width pixels, $colorScheme', async ({ width, colorScheme }) => {
    const { page, context, complaints } = await openPage(browser, { viewport: { width, height: 900 }, colorScheme });
    for (const path of PAGES) {
      await page.goto(site.url + path);
      expect(await overflow(page), path).toBeLessThanOrEqual(0);
      expect(await accessibilityFaults(page), path).toEqual([]);
      // Nothing stands out of the page's edge where it would be cut off.
      expect(await page.locator('main td:visible, main th:visible, main li:visible').evaluateAll(cutOff), path).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});

function addressNumber(text: string): number {
  return (text.split(' ')[0] ?? '').split('.').reduce((value, part) => value * 256 + Number(part), 0);
}

/** Texts that end beyond the window, except those in a frame that scrolls. */
function cutOff(elements: readonly Element[]): string[] {
  return elements
    .filter((element) => !element.closest('[tabindex="0"]') && element.scrollWidth > element.clientWidth + 1)
    .map((element) => element.textContent?.trim().slice(0, 60) ?? '');
}
