import type { SourceFile } from '../parse/source-file.ts';

/** Something that the rules of secretlint call a secret. */
export interface FoundByRules {
  readonly file: SourceFile;
  /** From 1. */
  readonly line: number;
  readonly endLine: number;
  /** Name of the rule: `github`. */
  readonly rule: string;
  /** The secret itself, to compare it; never to be shown. */
  readonly value: string;
}

/**
 * What secretlint's recommended rules find in these files. They are kept up by others, so that they learn of new issuers without us, and are
 * asked once for all files together: setting them up takes as long as 30 kB of text. Loaded when asked, since most runs have nothing new.
 * Source: docs/decisions/secret-rules.md.
 */
export async function findByMaintainedRules(files: readonly SourceFile[]): Promise<readonly FoundByRules[]> {
  const texts = files.filter(({ text }) => text !== '');
  if (texts.length === 0) return [];
  const [{ lintSource }, { creator }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ]);
  const starts = startsOf(texts);
  const { messages } = await lintSource({
    source: { content: texts.map(({ text }) => text).join(BETWEEN), contentType: 'text', ext: '.txt', filePath: 'inventory.txt' },
    options: { config: { rules: [{ id: 'recommended', rule: creator }] }, noPhysicFilePath: true, maskSecrets: true },
  });
  return messages.flatMap(({ type, range: [from, to], ruleId }) => {
    const index = starts.findLastIndex((start) => start <= from);
    const file = texts[index];
    if (type !== 'message' || !file) return [];
    const start = from - (starts[index] ?? 0);
    const value = file.text.slice(start, to - (starts[index] ?? 0));
    const line = file.text.slice(0, start).split('\n').length;
    return [{ file, line, endLine: line + value.trimEnd().split('\n').length - 1, rule: ruleId.replace(/^.*secretlint-rule-/, ''), value }];
  });
}

/** No rule goes beyond it. */
const BETWEEN = '\n\n\n';

function startsOf(files: readonly SourceFile[]): readonly number[] {
  let at = 0;
  return files.map(({ text }) => {
    const start = at;
    at += text.length + BETWEEN.length;
    return start;
  });
}
