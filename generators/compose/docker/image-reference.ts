/** The parts of an image name, with Docker's defaults filled in. */
export interface ImageReference {
  /** `docker.io/library/redis`, `ghcr.io/google/cadvisor`. */
  readonly repository: string;
  /** `latest` when neither a tag nor a digest is named. */
  readonly tag?: string;
  /** `sha256:…`. */
  readonly digest?: string;
}

/** Reads `redis`, `docker.io/library/redis:7` or `host:5000/a/b:tag@sha256:…`; undefined for a bare image id. */
export function parseImage(text: string): ImageReference | undefined {
  const [name = '', digest] = text.trim().split('@', 2);
  if (name === '' || /^(sha256:)?[0-9a-f]{64}$/.test(name)) return undefined;
  const colon = name.lastIndexOf(':');
  const tagged = colon > name.lastIndexOf('/');
  const tag = tagged ? name.slice(colon + 1) : digest === undefined ? 'latest' : undefined;
  return {
    repository: fullName(tagged ? name.slice(0, colon) : name),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

function fullName(name: string): string {
  const [first = '', ...rest] = name.split('/');
  const isRegistry = rest.length > 0 && (first.includes('.') || first.includes(':') || first === 'localhost');
  const registry = isRegistry ? first.replace(/^(index|registry-1)\.docker\.io$/, 'docker.io') : 'docker.io';
  const path = isRegistry ? rest.join('/') : name;
  return `${registry}/${registry === 'docker.io' && !path.includes('/') ? 'library/' : ''}${path}`;
}

/**
 * Whether a running container has the declared image: true, false, or undefined when that is unknown. `running` is the
 * name that it was made from, `repoDigests` are those of its image.
 */
export function sameImage(declared: string, running: string, repoDigests: readonly string[]): boolean | undefined {
  const wanted = parseImage(declared);
  if (!wanted) return undefined;
  if (wanted.digest !== undefined) {
    // A pinned digest is the whole truth: a tag beside it is for people.
    const known = [running, ...repoDigests].flatMap((name) => parseImage(name) ?? []).filter(({ digest }) => digest !== undefined);
    if (known.length === 0) return undefined;
    return known.some(({ repository, digest }) => repository === wanted.repository && digest === wanted.digest);
  }
  const actual = parseImage(running);
  if (!actual) return undefined;
  if (actual.repository !== wanted.repository) return false;
  return actual.tag === undefined ? undefined : actual.tag === wanted.tag;
}
