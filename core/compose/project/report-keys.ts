import { isNode, isScalar, type Scalar, visit } from 'yaml';
import { spanAt } from '../../parse/line-places.ts';
import { isPlainText } from '../../parse/yaml-tags.ts';
import type { Reading, ReadingFile } from './reading.ts';

/** Without such a line no key can be other than text. */
const CANDIDATE = /(?:^|[\s{,?])(?:[-+.]?\d\S*|[-+]?\.[a-zA-Z]+|~|[nN]ull|NULL|[tT]rue|TRUE|[fF]alse|FALSE|)[ \t]*:(?:\s|$)/m;

/** Says which keys of a Compose document are numbers, dates or the like, which Compose refuses wherever they stand. */
export function reportKeys({ parsed, root }: ReadingFile, reading: Reading): void {
  const { accepted, source } = parsed;
  if (accepted || !CANDIDATE.test(source.text)) return;
  const { document, lines } = parsed.nodes();
  const at = [...root.origin.path, ...root.path];
  const project = at.length === 0 ? document.contents : document.getIn(at, true);
  if (!isNode(project)) return;
  visit(project, {
    Pair(_, { key }) {
      if (!isScalar(key) || !isOdd(key)) return;
      const [start = 0, end = start] = key.range ?? [];
      reading.report('compose-invalid', spanAt(source, lines, start, end), `Compose refuses the key ${key.source}, which is no text.`, {
        hint: `Write "${key.source}" in quotes.`,
      });
    },
  });
}

function isOdd({ type, source, tag }: Scalar): boolean {
  return type === 'PLAIN' && tag === undefined && source !== undefined && !isPlainText(source);
}
