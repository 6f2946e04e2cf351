export interface Hit {
  readonly url: string;
  readonly title: string;
  readonly kind: string;
  /** HTML made by Pagefind from the page's own text: escaped, with `<mark>` around the words that were found. */
  readonly excerpt: string;
}

interface Pagefind {
  options(options: { readonly baseUrl: string; readonly excerptLength: number }): Promise<void>;
  debouncedSearch(
    term: string,
    options: object,
    delayMs: number,
  ): Promise<{ readonly results: readonly { data(): Promise<Found> }[] } | null>;
}

interface Found {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: { readonly title?: string; readonly kind?: string };
}

const BASE = import.meta.env.BASE_URL.replace(/\/?$/, '/');
let engine: Promise<Pagefind> | undefined;

/** Fetches the index once, when a reader is about to search. */
export function loadEngine(): Promise<Pagefind> {
  engine ??= import(/* @vite-ignore */ `${BASE}pagefind/pagefind.js`).then(async (pagefind: Pagefind) => {
    await pagefind.options({ baseUrl: BASE, excerptLength: 18 });
    return pagefind;
  });
  return engine;
}

/** The best hits; null when a newer search has overtaken this one. */
export async function search(term: string, limit: number): Promise<readonly Hit[] | null> {
  if (term.trim() === '') return [];
  const found = await (await loadEngine()).debouncedSearch(term, {}, 120);
  if (!found) return null;
  const pages = await Promise.all(found.results.slice(0, limit).map((result) => result.data()));
  return pages.map(({ url, excerpt, meta }) => ({ url, excerpt, title: meta.title ?? url, kind: meta.kind ?? '' }));
}
