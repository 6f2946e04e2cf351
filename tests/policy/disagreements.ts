import { readFiles } from './read-files.ts';
import { readPage } from './read-page.ts';

export const PAGE = 'src/content/lab/exposure.md';

/** Where the page and the files do not say the same, in sentences. Ports of what is no container stand on the page alone. */
export function disagreements(files: ReadonlyMap<string, string>): readonly string[] {
  const [does, says] = [readFiles(files), readPage(files.get(PAGE) ?? '')];
  const beyond = (what: string, one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    [...one].filter((each) => !other.has(each)).map((each) => `${what}: ${each}`);
  return [
    ...beyond('the files let in', does.ways, says.ways),
    ...beyond('only the page lets in', says.ways, does.ways),
    ...beyond('a port that the page has not', does.ports, says.ports),
    ...beyond('a door that the page has not', does.doors, says.doors),
    ...beyond('a door that only the page has', says.doors, does.doors),
    ...beyond('what the ingress is told that the page has not', does.told, says.told),
    ...beyond('what only the page says that the ingress is told', says.told, does.told),
    ...[...does.odd].map((odd) => `the page knows nothing of: ${odd}`),
  ];
}
