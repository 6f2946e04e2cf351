import { coded } from './error-words.ts';

/** What all collectors of one run may still read together; each answer takes from it. */
export interface AnswerBudget {
  bytes: number;
  /** Numbers, texts, lists, objects and the like. */
  values: number;
}

/** A thousand inspected containers of 15 kB each need a quarter of the bytes. */
export const answerBudget = (): AnswerBudget => ({ bytes: 64 * 1024 * 1024, values: 1_500_000 });

/** Takes from the budget. Throws an error that `errorWords` can say when nothing is left. */
export function spend(budget: AnswerBudget, what: keyof AnswerBudget, amount: number): void {
  budget[what] -= amount;
  if (budget[what] < 0) throw coded('ERR_RUN_TOO_LARGE');
}
