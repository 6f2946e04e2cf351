import { loadEngine, search } from './search-engine.ts';
import { resultItem, summary } from './search-results.ts';

const LIMIT = 8;
const dialog = document.querySelector<HTMLDialogElement>('[data-quick-search]');

if (dialog) {
  const input = dialog.querySelector<HTMLInputElement>('input')!;
  const list = dialog.querySelector('ul')!;
  const said = dialog.querySelector('.said')!;

  const open = (): void => {
    void loadEngine();
    dialog.showModal();
    input.select();
  };

  const show = async (): Promise<void> => {
    const term = input.value;
    const hits = await search(term, LIMIT);
    if (!hits) return;
    list.replaceChildren(...hits.map(resultItem));
    said.textContent = summary(term, hits);
  };

  /** Arrow keys walk from the field through the hits and back. */
  const walk = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const stops = [input, ...list.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement as HTMLInputElement);
    stops[(at + step + stops.length) % stops.length]?.focus();
    event.preventDefault();
  };

  for (const opener of document.querySelectorAll('[data-search-open]')) {
    opener.addEventListener('click', (event) => {
      event.preventDefault();
      open();
    });
  }
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || dialog.open || isTyping(event.target)) return;
    event.preventDefault();
    open();
  });
  dialog.querySelector('[data-search-close]')?.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('keydown', walk);
  dialog.querySelector('form')?.addEventListener('submit', (event) => {
    const first = list.querySelector('a');
    if (!first) return;
    event.preventDefault();
    location.assign(first.href);
  });
  input.addEventListener('input', () => void show());
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}
