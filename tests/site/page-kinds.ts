/** One page of each kind of the reference lab, relative to the start page. */
export const PAGE_KINDS: readonly string[] = [
  '',
  'architecture/',
  'hosts/',
  'hosts/srv-1/',
  'guests/',
  'guests/arr/',
  'services/',
  'services/jellyfin/',
  'services/traefik/',
  'networks/',
  'networks/apps/',
  'backup/',
  'status/',
  'docs/',
  'search/',
  '404.html',
];
