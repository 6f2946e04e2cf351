import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs another command of Rackbook with the same Node and the same terminal. Resolves to its exit code. */
export function runCommand(file: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], { stdio: 'inherit' });
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}
