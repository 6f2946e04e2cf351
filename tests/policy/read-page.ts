import type { FilesSay } from './read-files.ts';

/** What `exposure.md` says, in the words of {@link FilesSay}. */
export function readPage(page: string): Omit<FilesSay, 'odd'> & { readonly ways: ReadonlySet<string> } {
  const sections = new Map(page.split(/^## /m).map((section) => [section.split('\n')[0] ?? '', rowsOf(section)]));
  const rows = (title: string) => [...sections].find(([name]) => name.startsWith(title))?.[1] ?? [];
  const ways = (from: string, title: string) =>
    rows(title).map(([host = '', asks = '', passes = '']) => {
      const isOpen = asks.startsWith('nothing: ');
      const asking = isOpen ? [] : asks.split(/, then (?=)/);
      const login = asking.some((each) => !each.startsWith('Access: ')) && 'login';
      const access = asking.some((each) => each.startsWith('Access: ')) && 'access';
      return [from, code(host), login, access, /(^|, )Bans(,|$)/.test(passes) && 'bans'].filter(Boolean).join(' ');
    });
  return {
    ways: new Set([...ways('tunnel', 'From the internet'), ...ways('lan', 'From home')]),
    ports: new Set(
      rows('Ports without the ingress').map(([, machine = '', , port = '']) => `${id(machine)} ${code(port).split(':').at(-1)}`),
    ),
    told: new Set(
      rows('What labels and settings').map(
        ([service = '', container = '', what = '']) => `${id(service)} ${code(container)} ${code(what).replace(/^(post_start): .*/, '$1')}`,
      ),
    ),
    doors: new Set(
      rows('From containers to their machines').map(
        ([service = '', , container = '', what = '']) => `${id(service)} ${code(container)} ${doorOf(what)}`,
      ),
    ),
  };
}

function rowsOf(section: string): readonly (readonly string[])[] {
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}

const code = (cell: string): string => cell.replace(/^`+ ?| ?`+$/g, '');
const id = (cell: string): string => /\(\w+\/([^)]+)\.md\)/.exec(cell)?.[1] ?? cell;

/** What a sentence about a container says that it holds. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/the socket of/, 'socket'],
  [/is in the network of the machine/, 'network_mode'],
  [/all processes of the machine/, 'pid'],
  [/is privileged/, 'privileged'],
  [/may make any call/, 'seccomp'],
];

function doorOf(what: string): string {
  const [, network] = /^is in ([^ ]+), a network of/.exec(what) ?? [];
  if (network !== undefined) return `network ${network}`;
  const known = SENTENCES.find(([sentence]) => sentence.test(what))?.[1];
  return known ?? /^(?:mounts|has the right|has) ([^ ,]+)/.exec(what)?.[1] ?? what;
}
