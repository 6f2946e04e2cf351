/** Where a page stands in its tables, so that each text is known by what is above and before it. */
export class HtmlTables {
  private readonly open: { row: number; column: number; readonly headers: string[] }[] = [];
  private before = '';

  /** Goes on to the next tag. */
  tag(name: string, closes: boolean): void {
    const table = this.open.at(-1);
    const tag = name.toLowerCase();
    if (tag === 'table') {
      if (closes) this.open.pop();
      else this.open.push({ row: -1, column: -1, headers: [] });
    } else if (table && !closes && tag === 'tr') {
      table.row++;
      table.column = -1;
    } else if (table && !closes && (tag === 'td' || tag === 'th')) table.column++;
  }

  /** What may name a text that stands here, and takes it for what may name the next. */
  namesOf(text: string): readonly string[] {
    const said = text.trim();
    if (said === '') return [];
    const { row, column, headers } = this.open.at(-1) ?? { row: 0, column: 0, headers: [] };
    const names = [this.before, ...(row > 0 ? [headers[column] ?? ''] : [])].filter((name) => name !== '');
    if (row === 0) headers[column] = `${headers[column] ?? ''} ${said}`.trim();
    this.before = said;
    return names;
  }
}
