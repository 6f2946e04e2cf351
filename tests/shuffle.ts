import { isMap, parseDocument, visit } from 'yaml';
import type { SourceFile } from '../core/parse/source-file.ts';

/** The same inventory in another order: files reversed and the keys of every map turned by `by` places. */
export function shuffle(files: readonly SourceFile[], by: number): readonly SourceFile[] {
  return [...files].reverse().map(({ path, text }) => {
    const document = parseDocument(text);
    visit(document, {
      Map(_key, node) {
        if (isMap(node)) node.items = [...node.items.slice(by % node.items.length), ...node.items.slice(0, by % node.items.length)];
      },
    });
    return { path, text: document.toString({ lineWidth: 0 }) };
  });
}
