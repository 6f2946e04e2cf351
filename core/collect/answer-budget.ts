import type { AnswerBudget } from '../contract.ts';
import { coded } from './error-words.ts';

/** A thousand inspected containers of 15 kB each need a quarter of the bytes. */
export const answerBudget = (): AnswerBudget => ({ bytes: 64 * 1024 * 1024, values: 1_500_000 });

/** Takes from the budget. Throws an error that `errorWords` can say when nothing is left. */
export function spend(budget: AnswerBudget, what: keyof AnswerBudget, amount: number): void {
  budget[what] -= amount;
  if (budget[what] < 0) throw coded('ERR_RUN_TOO_LARGE');
}
