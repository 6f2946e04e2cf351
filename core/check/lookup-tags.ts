import { type Document, isScalar, type Node, visit } from 'yaml';

/**
 * Tags by which programs say where a value is found: `!secret` and `!env_var` of home automation, `!Find` and `!KeyOf` of a login's blueprints,
 * `!Ref` of templates of a cloud. `!Env` with a list has a literal as its default.
 */
const LOOKUP = /^!(secret|env|env_var|file|find|getatt|importvalue|include\w*|keyof|ref|vault)$/i;
const SCALAR_ONLY = /^!env/i;

/** Takes away what a program looks up elsewhere. Of a document that is read for its secrets alone. */
export function withoutLookups(document: Document.Parsed): void {
  visit(document, (key, node) => {
    const { tag } = (node ?? {}) as Node;
    if (key === null || typeof tag !== 'string' || !LOOKUP.test(tag)) return undefined;
    return isScalar(node) || !SCALAR_ONLY.test(tag) ? visit.REMOVE : undefined;
  });
}
