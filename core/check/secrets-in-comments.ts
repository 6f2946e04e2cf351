import { isScalar, visit } from 'yaml';
import type { ParsedFile } from '../parse/parse-yaml.ts';
import type { Excuse } from './secret-mark.ts';
import { type SecretInFile, secretsInComments } from './secrets-in-files.ts';

const COMMENT = /(?:^|[ \t])#(.*)$/;

/** Secrets in the comments of a YAML file. What follows a `#` within a text is part of that. */
export function secretsInYamlComments(file: ParsedFile, excuse: Excuse): readonly SecretInFile[] {
  const { accepted, source } = file;
  if (accepted) return [];
  const found = secretsInComments(source.text, COMMENT, excuse);
  if (found.length === 0) return [];
  const { document, lines } = file.nodes();
  const texts: (readonly [number, number])[] = [];
  visit(document, {
    Scalar(_key, node) {
      if (isScalar(node) && node.range) texts.push([node.range[0], node.range[1]]);
    },
  });
  return found.filter(({ line }) => {
    const start = lines.lineStarts[line - 1] ?? 0;
    const at = start + source.text.slice(start).search(/(?<=^|[ \t])#/m);
    return !texts.some(([from, to]) => at >= from && at < to);
  });
}
