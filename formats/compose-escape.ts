/**
 * Generated text that Compose takes literally: it would read `$2y` or `${x}` as a variable and cut it out. Never for the
 * user's own fragment, where a variable may be meant.
 */
export function composeEscape(text: string): string {
  return text.replaceAll('$', () => '$$');
}
