const area = document.querySelector<HTMLElement>('[data-filtered]');
const field = area?.querySelector<HTMLInputElement>('[data-filter-text]');
const count = area?.querySelector<HTMLElement>('[data-filter-count]');

if (area && field && count) {
  const rows = [...area.querySelectorAll<HTMLTableRowElement>('tbody tr')].map((row) => ({
    row,
    text: (row.textContent ?? '').toLowerCase(),
  }));
  const groups = [...area.querySelectorAll<HTMLElement>('[data-filter-group]')];

  const apply = (): void => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const { row, text } of rows) row.hidden = !words.every((word) => text.includes(word));
    for (const group of groups) group.hidden = group.querySelector('tbody tr:not([hidden])') === null;
    // Stylesheets hide rows too, by the choices beside the field.
    const shown = rows.filter(({ row }) => row.checkVisibility()).length;
    count.textContent = shown === rows.length ? '' : `${shown} of ${rows.length}`;
  };

  field.hidden = false;
  field.addEventListener('input', apply);
  field.form?.addEventListener('change', apply);
  field.form?.addEventListener('submit', (event) => event.preventDefault());
  // The browser may have kept the text from an earlier visit.
  apply();
}
