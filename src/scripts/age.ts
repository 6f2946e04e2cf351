import { CLOCK_SKEW, clockFault } from '../../lib/phrase/clock-fault.ts';
import { type TimeKind, timeWords } from '../../lib/phrase/time-words.ts';
import { forgetStates } from './forget-states.ts';
import { serverAhead } from './server-clock.ts';

// A state is worth what its age allows. The build has judged it once; the reader's browser goes on judging, so a page that
// stays open, or that is not built again, stops saying "up".
const EVERY_MS = 30_000;

const { takenAt = '', builtAt = '', ttl } = document.documentElement.dataset;
const taken = Date.parse(takenAt);
const built = Date.parse(builtAt);
/** What a time says without an age, as the build wrote it. */
const written = new WeakMap<Element, string>();
let ahead: number | undefined;

function refresh(): void {
  const now = Date.now();
  const fault = clockFault({ device: now, built, taken, serverAhead: ahead });
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-age]')) {
    if (!written.has(time)) written.set(time, time.textContent);
    const age = (now - Date.parse(time.dateTime)) / 1000;
    time.textContent = fault === undefined ? timeWords(time.dataset['age'] as TimeKind, age) : (written.get(time) ?? '');
  }
  if (Number.isNaN(taken)) return;
  if (fault !== undefined)
    forgetStates({
      word: 'unknown',
      sentence: 'Nothing is certain: a clock is wrong.',
      detail: `${fault} So no age can be told, and every state is unknown. Set the clock right and reload this page.`,
    });
  else if (now - taken > Number(ttl) * 1000 || taken - now > CLOCK_SKEW) {
    const age = timeWords('ago', (now - taken) / 1000);
    forgetStates({
      word: `unknown, checked ${age}`,
      sentence: 'Nothing is certain any more.',
      detail: `The lab was checked ${age}: unknown. What this page says was true then; reload it to see whether there is a newer snapshot.`,
    });
  }
}

refresh();
setInterval(refresh, EVERY_MS);
addEventListener('pageshow', refresh);
document.addEventListener('visibilitychange', refresh);
if (!Number.isNaN(taken))
  void serverAhead().then((found) => {
    ahead = found;
    refresh();
  });
