import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults, hasBrowser, launchBrowser, openPage, overflow } from './browser.ts';
import { builtPages, deadLinks } from './built-pages.ts';
import { type BuiltSite, buildSite } from './built-site.ts';

const LAB = {
  lab: { title: 'Moving in', domain: 'lab.example.net', compose: { images: 'warn', data: 'warn' } },
  networks: { apps: { title: 'Apps', role: 'apps', vlan: 20, cidr: '10.1.20.0/24' } },
  hosts: { one: { title: 'One', role: 'Docker host', addresses: { apps: '10.1.20.11' }, docker: {} } },
  targets: { disk: { title: 'Disk', medium: 'disk', host: 'one', path: '/mnt/disk' } },
  repositories: { local: { title: 'Local', type: 'restic', target: 'disk', service: 'copies', location: '/mnt/disk/restic' } },
  policies: { daily: { title: 'Daily', to: ['local'], schedule: 'daily', keep: { daily: 7 }, rpo: '24h', rto: '4h' } },
  services: {
    copies: { title: 'Copies', 'runs-on': 'one', secrets: { 'repository-password': { what: 'opens it', kept: 'on paper' } } },
    decided: {
      title: 'Decided',
      'runs-on': 'one',
      data: [{ path: '/srv/decided', backup: 'daily' }],
      compose: { services: { decided: { image: 'decided:1', volumes: ['/srv/decided:/data'] } } },
    },
    app: {
      title: 'App',
      'runs-on': 'one',
      recovery: { rpo: '24h', rto: '1h' },
      compose: {
        services: {
          web: {
            image: 'registry.example.net/somebody/a-rather-long-name-of-an-image',
            volumes: ['/srv/app:/data', 'cache:/var/cache/app'],
          },
          worker: { image: 'worker:latest', volumes: ['/srv/app:/srv/jobs', '/var/lib/worker'] },
        },
        volumes: { cache: {} },
      },
    },
  },
};

describe('the site of a lab that moves in', () => {
  let site: BuiltSite;
  let folder: string;
  let pages: ReadonlyMap<string, string>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rackbook-moving-in-'));
    await mkdir(join(folder, 'inventory'));
    await writeFile(join(folder, 'inventory', 'lab.yaml'), JSON.stringify(LAB));
    site = await buildSite({ inventoryDir: join(folder, 'inventory') });
    pages = builtPages(site.dist);
  });
  afterAll(async () => {
    await site?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const text = (path: string) => (pages.get(path) ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const rowsOf = (path: string, id: string) => [...(sectionOf(path, id).matchAll(/<tr.*?<\/tr>/gs) ?? [])].slice(1).map(([row]) => row);
  const sectionOf = (path: string, id: string) =>
    new RegExp(`<section id="${id}".*?</section>`, 's').exec(pages.get(path) ?? '')?.[0] ?? '';

  test('counts what is undecided where people start, and leads there', () => {
    for (const path of ['', 'services/']) {
      expect(text(path), path).toContain('Still undecided: the backup of 3 places with data , and the version of 2 images');
      expect(pages.get(path), path).toContain('href="/backup/#undecided"');
      expect(pages.get(path), path).toContain('href="/services/#moving-images"');
    }
    expect(text('architecture/')).toContain('4 places hold state; 3 are undecided.');
  });

  test('has a row on the page of the service for each undecided path, which is no decision and promises nothing', () => {
    const rows = [...(pages.get('services/app/') ?? '').matchAll(/<tr[^>]*>(?:(?!<\/tr>).)*class="undecided"(?:(?!<\/tr>).)*<\/tr>/gs)];
    expect(rows.length).toBe(3);
    for (const [row] of rows) expect(row).not.toMatch(/Not backed up|none|data-state|data-layer|24 h/);
    expect(text('services/app/')).toContain('/data in web, /srv/jobs in worker');
    expect(text('services/app/')).toContain('has the moving tag &quot;latest&quot;: two starts may run different programs');
    expect(pages.get('services/decided/')).not.toContain('class="undecided"');
  });

  test('counts and lists the paths on the page of the backups, and the images on that of the services', () => {
    expect(text('backup/')).toContain('1 of 4 places with data have a policy, 3 are undecided.');
    expect(rowsOf('backup/', 'undecided').length).toBe(3);
    expect(sectionOf('backup/', 'coverage')).not.toContain('/srv/app');
    expect(rowsOf('services/', 'moving-images').length).toBe(2);
  });

  test('calls what is undecided lost with its host', () => {
    expect(text('recovery/')).toMatch(/Comes back 1 place with data.*Gone for good App \/srv\/app undecided/);
    expect(deadLinks(site.dist, '/').filter((link) => !link.startsWith('docs/') && !/-> \/docs\//.test(link))).toEqual([]);
  });

  test.runIf(hasBrowser())('is sound in a browser, on a phone and in the dark', async () => {
    const browser = await launchBrowser();
    try {
      for (const [width, colorScheme] of [
        [1280, 'light'],
        [1280, 'dark'],
        [360, 'light'],
      ] as const) {
        const { page, context, complaints } = await openPage(browser, { viewport: { width, height: 900 }, colorScheme });
        for (const path of ['', 'services/', 'services/app/', 'backup/', 'recovery/']) {
          await page.goto(site.url + path, { waitUntil: 'networkidle' });
          expect(await overflow(page), path).toBeLessThanOrEqual(0);
          expect(await accessibilityFaults(page), path).toEqual([]);
          const shots = process.env['SHOTS'];
          if (shots)
            await page.screenshot({ path: join(shots, `${path.replaceAll('/', '_')}-${width}-${colorScheme}.png`), fullPage: true });
        }
        expect(complaints).toEqual([]);
        await context.close();
      }
    } finally {
      await browser.close();
    }
  });
});
