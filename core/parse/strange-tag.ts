import type { LineCounter, YAMLError } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import { spanAt } from './line-places.ts';
import type { SourceFile } from './source-file.ts';

/** A tag that no YAML defines, such as `!env`: Compose reads a scalar with it as text, and anything else as if it were not there. */
export function isStrangeTag({ code, message }: YAMLError): boolean {
  return code === 'TAG_RESOLVE_FAILED' && message.startsWith('Unresolved tag:') && !message.includes('tag:yaml.org,2002:');
}

export function strangeTag(source: SourceFile, lines: LineCounter, { message, pos: [start, end] }: YAMLError): Diagnostic {
  const tag = message.split('\n')[0]?.replace(/^Unresolved tag: */, '') ?? '';
  return {
    code: 'yaml-syntax',
    severity: 'warning',
    message: `Nothing here knows the tag ${tag}, so what stands behind it is taken as it is.`,
    at: spanAt(source, lines, start, end),
    hint: 'Take the tag away. A value from elsewhere is a variable: ${NAME}.',
  };
}
