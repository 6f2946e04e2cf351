/** Which source of a tool serves, when it has several. */

import { CannotInstall, Refused } from './outcome.ts';

/** A source, and how to fill the tool's folder from it; `install` throws CannotInstall where it is unavailable. */
export interface InstallWay {
  readonly title: string;
  readonly install: () => Promise<void>;
}

/**
 * Takes the first way that leads to the tool and returns those before it, each with its reason. Throws CannotInstall with every
 * reason when none does, and Refused at once when a way brought something that must not be installed.
 */
export async function firstThatInstalls(ways: readonly InstallWay[], progress: (what: string) => void): Promise<readonly string[]> {
  const passedOver: string[] = [];
  for (const { title, install } of ways) {
    try {
      await install();
      return passedOver;
    } catch (error) {
      if (!(error instanceof CannotInstall)) throw error;
      passedOver.push(ways.length > 1 ? `${title}: ${error.message}` : error.message);
      if (error instanceof Refused) throw new Refused(passedOver.join('; '));
      if (passedOver.length < ways.length) progress(`not from ${title}: ${error.message}; trying ${ways[passedOver.length]?.title}`);
    }
  }
  throw new CannotInstall(passedOver.join('; '));
}
