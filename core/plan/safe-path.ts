/** The folders that generated files are in. */
export const OUTPUT_ROOTS = ['infra', 'src/content/lab'] as const;

/**
 * The only files that may stand elsewhere, since their programs look for them nowhere else: in which folder, and of which name. Nothing
 * else there is ever generated, whatever a ledger says.
 */
const ELSEWHERE = [
  { folder: '.github/workflows', name: 'rackbook-*.yml' },
  { folder: '.forgejo/workflows', name: 'rackbook-*.yml' },
  { folder: '.', name: 'renovate.json' },
] as const;

/** Folders that such files are in, beside files of a person. They are never gone through, and never removed. */
export const SHARED_FOLDERS: readonly string[] = ELSEWHERE.map(({ folder }) => folder);

/** All that can be generated, as patterns that Git takes; relative to the repository of the lab. */
export const OUTPUT_PATTERNS: readonly string[] = [
  ...OUTPUT_ROOTS,
  ...ELSEWHERE.map(({ folder, name }) => `:(glob)${folder === '.' ? '' : `${folder}/`}${name}`),
];

/** `*` stands for words of lower case with dashes between. */
const OUTSIDE = new RegExp(
  `^(?:${ELSEWHERE.map(({ folder, name }) => {
    const path = folder === '.' ? name : `${folder}/${name}`;
    return path.replaceAll('.', '\\.').replace('*', '[a-z0-9]+(?:-[a-z0-9]+)*');
  }).join('|')})$`,
);

export const LEDGER_PATH = 'infra/.ledger.json';
/** Names that the writer uses for files that are not whole yet, see `core/write/write-file.ts`. */
export const TEMP_NAME = /^\.rackbook-tmp-\d+-\d+$/;

// Windows takes these as devices, whatever their extension; a checkout there would fail.
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const BAD_CHARACTER = /[\0-\x1f\x7f-\x9f\\:*?"<>|\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

/** Most paths, at once: lower-case, none of their parts hidden, ending with a dot or too long. */
const USUAL =
  /^(?=.{1,200}$)(?:infra|src\/content\/lab)(?:\/(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$))(?:[a-z0-9_-][a-z0-9_.-]*)?[a-z0-9_-])+$/;

/** Why a generated file may not have this path, in words that follow the path: `leaves its folder`. Undefined when it may. */
export function pathProblem(path: string): string | undefined {
  return USUAL.test(path) ? undefined : problemOfAny(path);
}

/** {@link pathProblem} without its shortcut. */
export function problemOfAny(path: string): string | undefined {
  if (!path.isWellFormed() || BAD_CHARACTER.test(path)) return 'has a character that not every file system takes';
  if (path !== path.normalize('NFC')) return 'is not in Unicode normal form NFC';
  if (path.startsWith('/')) return 'is absolute';
  const segments = path.split('/');
  if (segments.includes('..') || segments.includes('.')) return 'leaves its folder';
  const isBelow = OUTPUT_ROOTS.some((root) => path.startsWith(`${root}/`));
  if (!isBelow && !OUTSIDE.test(path)) return `is not below ${OUTPUT_ROOTS.join('/ or ')}/, and no file that has to stand elsewhere`;
  for (const segment of segments) {
    const problem = segmentProblem(segment);
    if (problem) return problem;
  }
  if (fold(path) === LEDGER_PATH) return 'is the ledger itself';
  return undefined;
}

function segmentProblem(segment: string): string | undefined {
  if (segment === '') return 'has an empty part';
  if (/[. ]$|^ /.test(segment)) return 'has a part that starts or ends with a space or ends with a dot';
  if (DEVICE.test(segment)) return 'has a name that Windows keeps for a device';
  if (Buffer.byteLength(segment) > 200) return 'has a name of more than 200 bytes';
  if (segment.toLowerCase() === '.git' || TEMP_NAME.test(segment)) return 'has a name that is not for generated files';
  return undefined;
}

/** Two paths of one set that cannot both exist everywhere. */
export interface PathClash {
  readonly path: string;
  readonly other: string;
  /** `same`: twice the same. `case`: differ in case only. `folder`: `path` would have to be a folder too, for `other`. */
  readonly kind: 'same' | 'case' | 'folder';
}

/** The first clash in a set of paths; folders count as well, so `infra/A/x` clashes with `infra/a/y`. */
export function findPathClash(paths: Iterable<string>): PathClash | undefined {
  /** Folded path of every file and folder so far: how it was spelled, and a file that it belongs to. */
  const seen = new Map<string, { spelled: string; file: string; isFile: boolean }>();
  /** Folders that were gone through from their root, as they are spelled. */
  const folders = new Set<string>();
  for (const path of paths) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const start = folders.has(folder) ? -1 : path.indexOf('/');
    folders.add(folder);
    for (let end = start; ; end = path.indexOf('/', end + 1)) {
      const isFile = end === -1;
      const spelled = isFile ? path : path.slice(0, end);
      const key = fold(spelled);
      const before = seen.get(key);
      if (before && before.spelled !== spelled) return { path: before.file, other: path, kind: 'case' };
      if (before && isFile && before.isFile) return { path, other: path, kind: 'same' };
      if (before && before.isFile !== isFile)
        return isFile ? { path, other: before.file, kind: 'folder' } : { path: before.file, other: path, kind: 'folder' };
      if (!before) seen.set(key, { spelled, file: path, isFile });
      if (isFile) break;
    }
  }
  return undefined;
}

/** As case-insensitive file systems compare names. */
function fold(path: string): string {
  return /^[ -~]*$/.test(path) ? path.toLowerCase() : path.normalize('NFC').toUpperCase().toLowerCase();
}
