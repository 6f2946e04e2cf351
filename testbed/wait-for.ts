/** Number of polls, 25 ms apart. */
const POLLS = 200;

/** Asks until the answer is as wished, for five seconds at most; gives the last answer. */
export async function waitFor<T>(ask: () => Promise<T>, isIt: (answer: T) => boolean): Promise<T> {
  let answer = await ask();
  for (let polls = 0; polls < POLLS && !isIt(answer); polls += 1) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    answer = await ask();
  }
  return answer;
}
