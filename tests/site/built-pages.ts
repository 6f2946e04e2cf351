import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of every built page, by its path below the site: `services/jellyfin/`, `404.html`. */
export function builtPages(dist: string): ReadonlyMap<string, string> {
  const files = globSync('**/*.html', { cwd: dist });
  return new Map(files.map((file) => [file.replace(/(^|\/)index\.html$/, '$1'), readFileSync(join(dist, file), 'utf8')]));
}

/** States that the pages claim of anything, in words and in diagrams. */
export function claimedStates(pages: ReadonlyMap<string, string>): ReadonlySet<string> {
  return new Set([...pages.values()].flatMap((html) => [...html.matchAll(/data-state="([a-z]+)"/g)].map(([, state]) => state!)));
}

/** Links of the pages to places of the site that do not exist, as `from -> to`. */
export function deadLinks(dist: string, base: string): readonly string[] {
  const pages = builtPages(dist);
  const ids = new Map([...pages].map(([path, html]) => [path, new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!))]));
  const dead: string[] = [];
  for (const [from, html] of pages) {
    const links = [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, link]) =>
      link!.replaceAll('&amp;', '&').replaceAll('&#38;', '&'),
    );
    for (const link of links) {
      const url = new URL(link, `http://site${base}${from}`);
      if (url.host !== 'site') continue;
      const path = decodeURIComponent(url.pathname);
      const inside = path.startsWith(base) ? path.slice(base.length) : undefined;
      const page = inside !== undefined && ids.get(inside);
      const anchor = decodeURIComponent(url.hash.slice(1));
      const exists = page
        ? anchor === '' || page.has(anchor)
        : inside !== undefined && inside !== '' && !inside.endsWith('/') && existsSync(join(dist, inside));
      if (!exists) dead.push(`${from} -> ${link}`);
    }
  }
  return dead;
}

/** The tags and texts of a page; what stands in an attribute cannot run. */
export const withoutAttributes = (html: string): string => html.replace(/="[^"]*"/g, '');
