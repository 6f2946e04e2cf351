import { forgetDiagrams } from './forget-diagrams.ts';

/** Why nothing on the page is certain. */
export interface Forgotten {
  /** What a large mark says instead of its state. */
  readonly word: string;
  /** The verdict. */
  readonly sentence: string;
  readonly detail: string;
}

/** Takes back every state on the page. There is no way from here to a known state but another page load. */
export function forgetStates({ word, sentence, detail }: Forgotten): void {
  document.documentElement.dataset['stale'] = '';
  for (const mark of document.querySelectorAll<HTMLElement>('[data-state]:not([data-state="planned"], svg *)')) {
    mark.dataset['state'] = 'unknown';
    const own = mark.querySelector('.word');
    if (own) own.textContent = mark.classList.contains('pill') ? word : 'unknown';
    mark.querySelector('.more')?.remove();
  }
  for (const note of document.querySelectorAll<HTMLElement>('[data-when-stale]')) note.hidden = false;
  forgetDiagrams();
  say('[data-verdict-sentence]', sentence);
  say('[data-verdict-detail]', detail);
}

function say(selector: string, text: string): void {
  const element = document.querySelector(selector);
  if (element && element.textContent !== text) element.textContent = text;
}
