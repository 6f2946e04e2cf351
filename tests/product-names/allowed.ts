const ISSUERS = 'a token is known by the name of who issues it';
const READERS = 'names the programs whose reading the printer has to allow for';
const INVENTORY = 'the language of the inventory, which has to stay as it is: the keys `docker`, `docker-api` and `docker-socket`';
const COMPOSE_FILES = 'one of the file names that the Compose Specification has';
const ELSEWHERE = 'one of the few files outside of the folders for generated files, each of which is named where that is decided';
const TESTBED = 'a testbed is made of real engines and real machines';
const ARCHIVE = 'lists packages that machines of the testbed can install, as any archive has them';

/** Where a product may be named outside its folder, and why: by name, then by file, or by a folder that ends with `/`. */
export const ALLOWED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ansible: { 'formats/yaml.ts': READERS },
  btrbk: { 'testbed/debian/archive-packages.ts': ARCHIVE },
  cloudflare: { 'lib/secrets/shapes/keys.ts': ISSUERS },
  cloudflared: { 'lib/secrets/shapes/keys.ts': ISSUERS },
  dnsmasq: { 'formats/settings.ts': READERS, 'testbed/debian/archive-packages.ts': ARCHIVE },
  docker: {
    'core/compose/project/companions.ts': COMPOSE_FILES,
    'core/compose/project/paths.ts': 'a build context may be an image, which this word says',
    'core/compose/project/project.ts': COMPOSE_FILES,
    'core/parse/service-folders.ts': COMPOSE_FILES,
    'core/model/machine/schema.ts': INVENTORY,
    'core/model/service/schema.ts': INVENTORY,
    'formats/nft.ts': READERS,
    'lib/secrets/shapes/keys.ts': ISSUERS,
    'testbed/': TESTBED,
    'tools/tool-image.ts': 'runs the image of a tool that is not here as a program, with whatever lab or none',
    'tools/common.ts': 'its reader of Compose projects judges files of several systems',
  },
  grafana: { 'lib/secrets/shapes/keys.ts': ISSUERS },
  ifupdown2: { 'testbed/debian/archive-packages.ts': ARCHIVE },
  mariadb: {
    'testbed/debian/archive-packages.ts': ARCHIVE,
    'lib/secrets/client-options.ts': 'a password in a short option is known by the program that takes it',
  },
  mermaid: {
    'diagrams/': 'a view is written as text in this format',
    'src/': 'people write fences of this format into their pages, and a browser draws them',
  },
  nftables: { 'formats/nft.ts': 'prints this format', 'testbed/debian/archive-packages.ts': ARCHIVE },
  prometheus: { 'formats/yaml.ts': READERS, 'testbed/debian/archive-packages.ts': ARCHIVE },
  renovate: { 'core/plan/safe-path.ts': ELSEWHERE },
  restic: { 'testbed/debian/archive-packages.ts': ARCHIVE },
  terraform: { 'formats/hcl.ts': READERS },
  unbound: { 'formats/settings.ts': READERS, 'testbed/debian/archive-packages.ts': ARCHIVE },
};

export function mayName(path: string, name: string): boolean {
  return Object.keys(ALLOWED[name] ?? {}).some((allowed) => (allowed.endsWith('/') ? path.startsWith(allowed) : path === allowed));
}
