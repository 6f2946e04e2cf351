/** Brings an old fault back into what is generated, to see that it is noticed. */

import type { LabOnEngine } from './test-lab.ts';

/** Brings a fault in; what it gives takes it away. */
export type Fault = (lab: LabOnEngine) => Promise<() => Promise<unknown>>;

/** Another text in a generated file below the folder of the machine. */
export function otherText(path: string, from: string | RegExp, to: string): Fault {
  return (lab) => lab.change(`infra/compose/one/${path}`, from, to);
}

/** What a command does on the machine, in the folder of its projects, until another one undoes it. */
export function command(does: string, undoes: string): Fault {
  return async (lab) => {
    const inShell = async (script: string) => {
      const { code, stderr } = await lab.run(['sh', '-c', script]);
      if (code !== 0) throw new Error(stderr);
    };
    await inShell(does);
    return () => inShell(undoes);
  };
}

/** What becomes of a project that starts anew with a fault; afterwards it runs without. */
export async function withFault<T>(lab: LabOnEngine, id: string, fault: Fault, look: () => Promise<T>): Promise<T> {
  await lab.down(id);
  const takeAway = await fault(lab);
  try {
    return await look();
  } finally {
    await takeAway();
    await lab.down(id);
    await lab.up();
  }
}
