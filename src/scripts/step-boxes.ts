import { timeWords } from '../../lib/phrase/time-words.ts';

/** What a browser keeps of one runbook: which steps are done, and when the last of them was ticked. */
interface Kept {
  readonly done: readonly string[];
  readonly at: number;
}

for (const area of document.querySelectorAll<HTMLElement>('[data-runbook]')) {
  const boxes = [...area.querySelectorAll<HTMLInputElement>('input[data-step]')];
  const line = area.querySelector<HTMLElement>('[data-progress]');
  const words = area.querySelector('[data-progress-words]');
  const reset = area.querySelector('[data-progress-reset]');
  if (!line || !words || !reset) continue;
  const key = `runbook:${area.dataset['runbook']}`;

  const show = (at: number | undefined): void => {
    const done = boxes.filter(({ checked }) => checked).length;
    const age = done > 0 && at !== undefined ? `, the last one ${timeWords('ago', (Date.now() - at) / 1000)}` : '';
    words.textContent = `${done} of ${boxes.length} steps done${age}`;
    reset.toggleAttribute('hidden', done === 0);
  };
  const keep = (): void => {
    const at = Date.now();
    const done = boxes.filter(({ checked }) => checked).map(({ dataset }) => dataset['step'] ?? '');
    write(key, done.length > 0 ? { done, at } : undefined);
    show(at);
  };

  const kept = read(key);
  for (const box of boxes) {
    box.checked = kept?.done.includes(box.dataset['step'] ?? '') === true;
    box.addEventListener('change', keep);
  }
  reset.addEventListener('click', () => {
    for (const box of boxes) box.checked = false;
    keep();
    boxes[0]?.focus();
  });
  line.hidden = false;
  show(kept?.at);
}

/** Storage may be refused, and hold anything. */
function read(key: string): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '');
    return isKept(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function isKept(value: unknown): value is Kept {
  const { done, at } = (value ?? {}) as Partial<Record<keyof Kept, unknown>>;
  return Array.isArray(done) && typeof at === 'number';
}

function write(key: string, kept: Kept | undefined): void {
  try {
    if (kept) localStorage.setItem(key, JSON.stringify(kept));
    else localStorage.removeItem(key);
  } catch {
    // The boxes then hold as long as the page.
  }
}
