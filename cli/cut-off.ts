import { constants } from 'node:os';
import { Refusal } from '../core/refusal.ts';
import { systemErrorWords } from '../core/report/system-error.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What is true of the files of the lab when the command ends at this moment. */
let state: string | undefined;

/**
 * From now on, a command that is interrupted or fails says how things are, in a sentence. Undefined: signals are somebody else's, and
 * nothing is said.
 */
export function whenCutOff(sentence: string | undefined): void {
  // A listener that stays is not added again: a signal that waits for it would be lost.
  if (state === undefined && sentence !== undefined) for (const signal of SIGNALS) process.on(signal, interrupted);
  if (sentence === undefined) for (const signal of SIGNALS) process.off(signal, interrupted);
  state = sentence;
}

/** Lets a signal that came while files were read or computed end the command now, before the next step. */
export function afterSignals(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** For every command: what a person can change is said in a sentence, and only a bug with its stack. Ends the process with 1. */
export function failInSentences(): void {
  process.once('uncaughtException', (error: unknown) => {
    const words = error instanceof Refusal ? error.message : systemErrorWords(error);
    if (words !== undefined) process.stderr.write(`${words}${state === undefined ? '' : `\n${state}`}\n`);
    else console.error(error);
    process.exit(1);
  });
}

function interrupted(signal: NodeJS.Signals): void {
  process.stderr.write(`\nInterrupted. ${state}\n`);
  process.exit(128 + constants.signals[signal]);
}
