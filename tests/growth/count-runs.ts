import { readFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector/promises';
import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Counts how often each function, branch and body of a loop runs, by what V8 counts for coverage. */
export interface RunCounter {
  /** Runs by place, since it was started or asked last, of the files below these folders. */
  take(folders: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** Only code that is loaded afterwards is counted to the branch. */
export async function startCounter(root: string): Promise<RunCounter> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    async take(folders) {
      const { result } = await session.post('Profiler.takePreciseCoverage');
      return new Map(
        result.flatMap((script) => {
          const path = script.url.startsWith('file:') ? relative(root, fileURLToPath(script.url)) : '';
          if (isAbsolute(path) || !folders.some((folder) => path.startsWith(`${folder}/`))) return [];
          return runsIn(script, path, readFileSync(fileURLToPath(script.url), 'utf8'));
        }),
      );
    },
  };
}

/** Node takes types out of a source without moving anything, so the offsets of V8 are those of the source. */
function runsIn({ functions }: Profiler.ScriptCoverage, path: string, text: string): (readonly [string, number])[] {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  const lineOf = (offset: number): number => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
  return functions.flatMap(({ ranges }) =>
    ranges.map(({ startOffset, endOffset, count }) => [`${path}:${lineOf(startOffset)} ${startOffset}-${endOffset}`, count] as const),
  );
}
