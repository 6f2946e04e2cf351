/** Lets a reader sort a table by a column: its heads become buttons, and the one that is sorted by says so. */
const words = new Intl.Collator('en', { numeric: true });

for (const table of document.querySelectorAll<HTMLTableElement>('table[data-sortable]')) {
  const body = table.tBodies[0];
  const heads = [...table.querySelectorAll<HTMLTableCellElement>('thead th')];
  if (!body) continue;

  const sortBy = (column: number, head: HTMLTableCellElement): void => {
    const sign = head.ariaSort === 'ascending' ? -1 : 1;
    const rows = [...body.rows].map((row) => {
      const cell = row.cells[column];
      return { row, key: cell?.dataset['key'], text: cell?.textContent?.trim() ?? '' };
    });
    rows.sort((a, b) => {
      // What has no value stands last either way.
      const last = Number(a.text === '') - Number(b.text === '');
      if (last !== 0) return last;
      // A key is made to sort as it is; a text as people would.
      return (
        sign * (a.key === undefined || b.key === undefined ? words.compare(a.text, b.text) : a.key < b.key ? -1 : Number(a.key > b.key))
      );
    });
    body.append(...rows.map(({ row }) => row));
    for (const other of heads) other.removeAttribute('aria-sort');
    head.ariaSort = sign === 1 ? 'ascending' : 'descending';
  };

  for (const [column, head] of heads.entries()) {
    if (head.dataset['sort'] === undefined) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    button.addEventListener('click', () => sortBy(column, head));
    head.append(button);
  }
  table.dataset['sortable'] = 'ready';
}
