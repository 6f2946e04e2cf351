import fs from 'node:fs';
import os from 'node:os';

/** Whose a lock is. `birth` tells a process from a later one with the same pid, `space` where its pid counts, if the system says so. */
export interface LockOwner {
  readonly pid: number;
  readonly machine: string;
  readonly birth?: string | undefined;
  readonly space?: string | undefined;
}

export function thisProcess(): LockOwner {
  const { pid } = process;
  return { pid, machine: os.hostname(), birth: birthOf(pid), space: ownSpace() };
}

/** The owner that a lock names; undefined for what is no lock, or half of one. */
export function parseOwner(text: string): LockOwner | undefined {
  try {
    const { pid, machine, birth, space } = JSON.parse(text) as Record<string, unknown>;
    if (!Number.isInteger(pid) || (pid as number) <= 0 || typeof machine !== 'string') return undefined;
    const said = (value: unknown) => (typeof value === 'string' ? value : undefined);
    return { pid: pid as number, machine, birth: said(birth), space: said(space) };
  } catch {
    return undefined;
  }
}

/**
 * Whether the process still runs; `unknown` for one of another machine or container that shares the folder. The same boot and the same
 * numbering of processes make it this machine, whatever it was called then.
 */
export function lifeOf(owner: LockOwner): 'alive' | 'gone' | 'unknown' {
  const here = thisProcess();
  const isSameSystem = owner.space !== undefined && owner.space === here.space && bootOf(owner) === bootOf(here);
  if (owner.machine !== here.machine && !isSameSystem) return 'unknown';
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'alive' : 'gone';
  }
  return owner.birth === undefined || owner.birth === birthOf(owner.pid) ? 'alive' : 'gone';
}

/** On Linux: the boot and the moment in which the process started. */
function birthOf(pid: number): string | undefined {
  const stat = textOf(`/proc/${pid}/stat`);
  const boot = textOf('/proc/sys/kernel/random/boot_id');
  // Field 22, counted after the program's name, which is in parentheses and may have spaces.
  const start = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return start && boot ? `${boot.trim()}/${start}` : undefined;
}

const bootOf = ({ birth }: LockOwner): string | undefined => birth?.split('/')[0];

/** On Linux: the namespace in which process ids are counted; a container has its own. */
function ownSpace(): string | undefined {
  try {
    return fs.readlinkSync('/proc/self/ns/pid');
  } catch {
    return undefined;
  }
}

function textOf(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
