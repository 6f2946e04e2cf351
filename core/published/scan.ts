import type { Diagnostic } from '../diagnostic.ts';
import { finderFor, type ScanOptions } from './find-in-file.ts';
import type { FoundInText } from './text-part.ts';
import { type PublishedFile, unpacked } from './unpack.ts';

/** What editors and systems leave, and what is hidden; `.well-known` and `.nojekyll` are for web servers. */
const STRAY = /(^|\/)\.(?!well-known\/|nojekyll$)[^/]+|(~|\.(swp|swo|bak|orig|rej|tmp))$/;

/** Other places of one secret that are shown. */
const PLACES = 5;

interface Place extends FoundInText {
  readonly path: string;
}

/**
 * What must not be published of these files: secrets, what nobody meant to publish, and what cannot be looked through. Files in archives count,
 * too. A secret is never repeated: the message says where it stands and what it looks like, once for all places with the same.
 */
export async function scanPublished(files: Iterable<PublishedFile>, options: ScanOptions): Promise<readonly Diagnostic[]> {
  const find = finderFor(options);
  const others: Diagnostic[] = [];
  const places: Place[] = [];
  for (const file of files) {
    if (STRAY.test(file.path)) others.push(stray(file.path));
    for (const { path, content } of await unpacked(file)) {
      const found = content && find(path, content);
      if (found) places.push(...found.map((each) => ({ ...each, path })));
      else others.push(unreadable(path));
    }
  }
  const byWhat = Map.groupBy(places, ({ what, isKnown }) => `${isKnown} ${what}`);
  return [...[...byWhat.values()].map(secret), ...others];
}

/** Where something comes from is said by the archive, which has the files as they are. */
const SOURCE = /!(?:[^/]*\/)?((?:infra|inventory)\/.*)$/;

function secret(all: readonly Place[]): Diagnostic {
  const places = [...new Map(all.map((place) => [`${place.path}:${place.line}`, place])).values()];
  const first = places.find(({ path }) => SOURCE.test(path)) ?? places[0]!;
  const rest = places.filter((place) => place !== first);
  const source = SOURCE.exec(first.path)?.[1];
  const what = first.isKnown ? first.what : `something that looks like ${first.what}`;
  const more = rest.length === 0 ? '' : ` ${rest.length} other ${rest.length === 1 ? 'place has' : 'places have'} the like.`;
  const where = source
    ? `It comes from ${source}. Take the value out there, or where that file is generated from.`
    : 'Look for it where that page comes from: src/content/docs/, the inventory, an override, or a file that goes to a machine.';
  return {
    code: 'published-secret',
    severity: 'error',
    message: `${first.path} holds ${what}, and it would be published.${more}`,
    at: placeIn(first.path, first.line),
    related: rest.slice(0, PLACES).map(({ path, line }) => ({ at: placeIn(path, line), message: 'here, too' })),
    hint: `${where} Then build again. If it was ever published or pushed, replace it.`,
  };
}

function stray(path: string): Diagnostic {
  return {
    code: 'published-stray',
    severity: 'error',
    message: `${path} is hidden, or what an editor has left, and it would be published.`,
    at: placeIn(path, 1),
    hint: 'Take it out of public/, or wherever the site has it from.',
  };
}

function unreadable(path: string): Diagnostic {
  return {
    code: 'file-unreadable',
    severity: 'error',
    message: `${path} would be published and cannot be looked through: it is neither text in UTF-8 nor a picture or a font.`,
    at: placeIn(path, 1),
    hint: 'Take it out of public/, or wherever the site has it from.',
  };
}

const placeIn = (file: string, line: number) => ({ file, line, col: 1, endLine: line, endCol: 1 });
