/** Why an image reference is not pinned, or undefined when it is. The tag stands after the last colon behind the last slash. */
export function movingTag(image: string): string | undefined {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return undefined;
  const tag = /:([^:/]+)$/.exec(image)?.[1];
  if (tag === undefined) return 'has no tag';
  if (tag === 'latest') return 'has the moving tag "latest"';
  if (tag.includes('$')) return 'takes its tag from a variable';
  return undefined;
}
