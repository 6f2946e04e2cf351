import { search } from './search-engine.ts';
import { resultItem, summary } from './search-results.ts';

const LIMIT = 30;
const form = document.querySelector<HTMLFormElement>('[data-search-page]');

if (form) {
  const input = form.querySelector('input')!;
  const list = document.querySelector<HTMLUListElement>('main .results')!;
  const said = document.querySelector('main .said')!;

  const show = async (): Promise<void> => {
    const term = input.value;
    const hits = await search(term, LIMIT);
    if (!hits) return;
    list.replaceChildren(...hits.map(resultItem));
    list.hidden = hits.length === 0;
    said.textContent = summary(term, hits);
    const url = new URL(location.href);
    if (term) url.searchParams.set('q', term);
    else url.searchParams.delete('q');
    history.replaceState(null, '', url);
  };

  input.value = new URLSearchParams(location.search).get('q') ?? '';
  input.addEventListener('input', () => void show());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void show();
  });
  input.focus();
  if (input.value) void show();
}
