/**
 * Generated text that Compose takes literally: it would read `$2y` or `${x}` as a variable and cut it out. Never for the
 * user's own fragment, where a variable may be meant.
 */
export function composeEscape(text: string): string {
  return text.replaceAll('$', () => '$$');
}

/** What Compose makes of text without variables: a doubled dollar is one. */
export function composeLiteral(text: string): string {
  return text.replaceAll('$$', '$');
}
