import { type Document, LineCounter, parseAllDocuments } from 'yaml';
import { findSecrets } from './find-secrets.ts';
import { withoutLookups } from './lookup-tags.ts';
import type { Excuse } from './secret-mark.ts';
import {
  isPackageList,
  type SecretInFile,
  secretsByShape,
  secretsInComments,
  secretsInText,
  secretsOverLines,
} from './secrets-in-files.ts';
import { secretsInPage } from './secrets-in-pages.ts';
import { exceptWords, isTranslation } from './translation-file.ts';

/** What stands behind the sign of a comment, whatever the format. */
const COMMENT = /(?:^|[ \t])#(.*)$/;
const PAGE = /\.(html?|xhtml)$/;
const DATA = /\.(json|ya?ml)$/;

/**
 * What a file that goes to a machine holds and has no place in Git: YAML and JSON by their keys, all else line by line, and what stands in
 * comments. One judgement for gen and for what is published, so that neither accepts what the other refuses. In the order of the lines.
 *
 * @param path says what the file is: by its ending, and whether it has the texts of a program
 * @param said what the inventory says is no secret
 */
export function secretsInCompanion(text: string, path: string, said?: Excuse): readonly SecretInFile[] {
  const excuse = isTranslation(path) ? exceptWords(said) : said;
  const set = (DATA.test(path) && !isPackageList(path) ? secretsInData(text, excuse) : undefined) ?? secretsInText(text, path, excuse);
  // The numbers of a key are a list, in which no item says anything.
  const others = [
    ...secretsByShape(text, excuse),
    ...secretsInComments(text, COMMENT, excuse),
    ...secretsOverLines(text, path, excuse),
    ...(PAGE.test(path) ? secretsInPage(text, excuse) : []),
  ];
  const beside = [...new Map(others.map((each) => [each.line, each])).values()].filter(
    ({ line }) => !set.some((each) => each.line <= line && line <= each.endLine),
  );
  return [...set, ...beside].sort((a, b) => a.line - b.line);
}

/** By the names of keys, whatever line a value stands on. Undefined where it cannot be read as data, as a template cannot. */
function secretsInData(text: string, excuse: Excuse | undefined): readonly SecretInFile[] | undefined {
  const lineCounter = new LineCounter();
  const documents = [...parseAllDocuments(text, { logLevel: 'silent', lineCounter })];
  if (documents.some(({ errors }) => errors.length > 0)) return undefined;
  for (const document of documents) withoutLookups(document);
  const data = dataOf(documents);
  return data?.flatMap(({ document, value }) =>
    findSecrets(value, '', excuse).map(({ path, kind, name, what, mark }) => {
      const node = document.getIn(path, true);
      const range = typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) ? node.range : [0, 0];
      const [line, endLine] = [range[0], Math.max(range[0], range[1] - 1)].map((at) => Math.max(1, lineCounter.linePos(at).line));
      return { line: line ?? 1, endLine: endLine ?? 1, kind, key: name, what, mark };
    }),
  );
}

/** Undefined where an alias stands before its anchor, or aliases make more of the file than anybody would write. */
function dataOf(
  documents: readonly Document.Parsed[],
): readonly { readonly document: Document.Parsed; readonly value: unknown }[] | undefined {
  try {
    return documents.map((document) => ({ document, value: document.toJS({ maxAliasCount: 1000 }) }));
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}
