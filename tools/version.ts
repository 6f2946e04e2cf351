/** Versions as programs print them: `2.26.1-4`, `v3.6.12`, `20.10.24+dfsg1`. Only the dotted numbers count. */

/** The first dotted number in what a program says of itself, or undefined: `program, version 3.5.3+ds1` gives `3.5.3`. */
export function versionIn(text: string): string | undefined {
  return /(?<![\d.])\d+(?:\.\d+)+/.exec(text)?.[0];
}

/** Negative when `a` is older than `b`, 0 when they are equal; a missing part counts as 0. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export interface VersionRange {
  /** The oldest version that will do. */
  readonly oldest: string;
  /** The first version that will not do, where newer ones are known or feared to differ. */
  readonly before?: string;
}

export function isWithin(version: string, range: VersionRange): boolean {
  return compareVersions(version, range.oldest) >= 0 && (range.before === undefined || compareVersions(version, range.before) < 0);
}

/** The range in words, for messages: `2.20 or newer, below 3`. */
export function rangeInWords(range: VersionRange): string {
  return `${range.oldest} or newer${range.before === undefined ? '' : `, below ${range.before}`}`;
}
