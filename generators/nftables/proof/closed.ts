const FIRST_LINE = /^(\s*)type filter hook (?:prerouting|input) priority [^;]+; policy [a-z]+;\n/m;

/** The ruleset with a rule before all others that drops what comes to a TCP port. Throws where nothing that comes in is filtered. */
export function closed(content: string, port: number): string {
  if (!FIRST_LINE.test(content)) throw new Error('the ruleset filters nothing that comes in');
  return content.replace(FIRST_LINE, (line, indent: string) => `${line}${indent}tcp dport ${port} counter drop comment "closed"\n`);
}
