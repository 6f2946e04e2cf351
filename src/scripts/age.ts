import { forgetDiagrams } from './forget-diagrams.ts';
import { relativeAge } from './relative-age.ts';

// A state is worth what its age allows. The build has judged it once; the reader's browser goes on judging, so a page that
// stays open, or that is not built again, stops saying "up".
const EVERY_MS = 30_000;
/** A clock may be off by this much before a snapshot counts as being from the future. */
const SKEW_SECONDS = 300;

const root = document.documentElement;
const takenAt = Date.parse(root.dataset['takenAt'] ?? '');
const ttl = Number(root.dataset['ttl']);

function refresh(): void {
  const now = Date.now();
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-age]')) {
    time.textContent = relativeAge((now - Date.parse(time.dateTime)) / 1000);
  }
  if (Number.isNaN(takenAt)) return;
  const age = (now - takenAt) / 1000;
  if (age > ttl || age < -SKEW_SECONDS) forget(relativeAge(age));
}

/** Takes back every state on the page. There is no way from here to a known state but another page load. */
function forget(age: string): void {
  root.dataset['stale'] = '';
  for (const mark of document.querySelectorAll<HTMLElement>('[data-state]:not([data-state="planned"], svg *)')) {
    mark.dataset['state'] = 'unknown';
    const word = mark.querySelector('.word');
    if (word) word.textContent = mark.classList.contains('pill') ? `unknown, checked ${age}` : 'unknown';
    mark.querySelector('.more')?.remove();
  }
  for (const note of document.querySelectorAll<HTMLElement>('[data-when-stale]')) note.hidden = false;
  forgetDiagrams();
  say('[data-verdict-sentence]', 'Nothing is certain any more.');
  say(
    '[data-verdict-detail]',
    `The lab was checked ${age}: unknown. What this page says was true then; reload it to see whether there is a newer snapshot.`,
  );
}

function say(selector: string, text: string): void {
  const element = document.querySelector(selector);
  if (element && element.textContent !== text) element.textContent = text;
}

refresh();
setInterval(refresh, EVERY_MS);
addEventListener('pageshow', refresh);
document.addEventListener('visibilitychange', refresh);
