import { Refusal } from '../core/refusal.ts';

/** Runs a command to its exit code. Where it is refused for what a person can change, says that and ends with 1; bugs are thrown on. */
export async function orRefused(run: () => Promise<number>, end: string): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message.trimEnd()}\n${end}\n`);
    return 1;
  }
}
