/** The site's path of a page: `href('/hosts/')` below whatever folder the site is served from. */
export function href(path: string): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}${path}`;
}
