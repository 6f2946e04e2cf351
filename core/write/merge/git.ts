import { spawnSync } from 'node:child_process';
import { Refusal } from '../../refusal.ts';

/** What a question to Git may answer with: listings and blobs of thousands of small files. */
const MAX_BYTES = 512 * 1024 * 1024;

/** Asks Git in a folder. Undefined when it is not there or says no. The language of messages does not matter: only data is read. */
export function askGit(folder: string, args: readonly string[], input?: string): Buffer | undefined {
  const { status, stdout } = spawnSync('git', ['-C', folder, ...args], { input, maxBuffer: MAX_BYTES, stdio: ['pipe', 'pipe', 'ignore'] });
  return status === 0 ? stdout : undefined;
}

/** The parts of an answer to a question with `-z`. */
export function partsOf(answer: Buffer | undefined): readonly string[] {
  const text = answer?.toString('utf8') ?? '';
  return text === '' ? [] : text.replace(/\0$/, '').split('\0');
}

/** Does something to the index; throws what Git says when it does not. */
export function tellGit(folder: string, args: readonly string[], input?: string): void {
  const { status, stderr, error } = spawnSync('git', ['-C', folder, ...args], { input, stdio: ['pipe', 'ignore', 'pipe'] });
  if (status !== 0) throw new GitRefused(`git ${args[0]} failed: ${error?.message ?? stderr.toString('utf8').trim()}`);
}

/** Git could not do what was asked, as when another Git is at work in the same repository. */
export class GitRefused extends Refusal {
  override readonly name = 'GitRefused';
}
