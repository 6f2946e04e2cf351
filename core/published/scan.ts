import { notSecretHint } from '../check/secret-hints.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { ACCEPTED, finderFor, type ScanOptions } from './find-in-file.ts';
import type { FoundInText } from './text-part.ts';
import { type PublishedFile, unpacked } from './unpack.ts';

/** What editors and systems leave, and what is hidden; `.well-known` and `.nojekyll` are for web servers. */
const STRAY = /(^|\/)\.(?!well-known\/|nojekyll$)[^/]+|(~|\.(swp|swo|bak|orig|rej|tmp))$/;

/** Their files are as they were generated, and say what they are; pages show them. */
const ARCHIVE = /\.(tar|tgz|tar\.gz)$/;

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
  const isArchive = ({ path }: PublishedFile) => ARCHIVE.test(path);
  const all = [...files];
  for (const file of [...all.filter(isArchive), ...all.filter((each) => !isArchive(each))]) {
    if (STRAY.test(file.path)) others.push(stray(file.path));
    for (const { path, content } of await inOrder(file)) {
      const found = content && find(path, content);
      if (found) places.push(...found.map((each) => ({ ...each, path })));
      else others.push(unreadable(path));
    }
  }
  const byWhat = Map.groupBy(places, ({ what, isKnown }) => `${isKnown} ${what}`);
  return [...[...byWhat.values()].map(secret), ...others];
}

async function inOrder(file: PublishedFile): Promise<readonly PublishedFile[]> {
  const all = await unpacked(file);
  return [...all.filter(({ path }) => ACCEPTED.test(path)), ...all.filter(({ path }) => !ACCEPTED.test(path))];
}

function secret(all: readonly Place[]): Diagnostic {
  const places = [...new Map(all.map((place) => [`${place.path}:${place.line}`, place])).values()];
  const first = places.find(({ path }) => ACCEPTED.test(path)) ?? places[0]!;
  const rest = places.filter((place) => place !== first);
  // Where something comes from is said by the archive, which has the files as they are.
  const source = ACCEPTED.exec(first.path)?.[1];
  const marks = [...new Set(places.flatMap(({ mark }) => mark ?? []))];
  const other = marks.length === 0 ? '' : ` ${notSecretHint(marks, 'lab')}`;
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
    hint: `${where} Then build again. If it was ever published or pushed, replace it.${other}`,
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
