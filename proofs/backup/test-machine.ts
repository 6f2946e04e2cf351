import type { Model } from '../../core/contract.ts';
import { filesInMemory } from '../files/file-source.ts';
import { recordFiles } from '../files/recorded-files.ts';
import { makeSecrets } from './fixture.ts';
import type { ProofRun } from './proof-run.ts';
import type { BackupTestbed } from './testbed.ts';

/** What a machine of a test answers to a command: an exit code, or that and what it says. */
export type TestAnswer = number | { readonly code: number; readonly stdout: string; readonly timedOut?: boolean };

export interface Typed {
  readonly on: string;
  readonly text: string;
  readonly input?: string | Uint8Array;
}

/** A testbed whose machines run nothing: each command is written down and answered as the test says. */
export function testTestbed(model: Model, answer: (text: string) => TestAnswer = () => 0): BackupTestbed & { readonly typed: Typed[] } {
  const typed: Typed[] = [];
  const machine: BackupTestbed['machine'] = async ({ id }) => ({
    name: id,
    group: id,
    pid: 0,
    socket: '/nowhere',
    shell: async (text, { input } = {}) => {
      typed.push({ on: id, text, ...(input === undefined ? {} : { input }) });
      const given = answer(text);
      const { code, stdout, timedOut = false } = typeof given === 'number' ? { code: given, stdout: '' } : given;
      return { code, stdout, stderr: '', timedOut, truncated: false };
    },
    run: () => Promise.reject(new Error('no program is run')),
    stop: async () => {},
  });
  return {
    model,
    files: recordFiles(filesInMemory([])),
    secrets: makeSecrets(model),
    machine,
    replace: machine,
    stop: async () => {},
    typed,
  };
}

/** A run that has found nothing yet. */
export function testRun(testbed: BackupTestbed): ProofRun {
  return { testbed, data: new Map(), checks: [], runs: [], recoveries: [], say: () => {} };
}
