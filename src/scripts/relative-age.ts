/** `4 minutes ago`; whole units, rounded down. */
export function relativeAge(seconds: number): string {
  if (seconds < 45) return 'just now';
  const [count, unit] =
    seconds < 3600
      ? [Math.max(1, Math.floor(seconds / 60)), 'minute']
      : seconds < 172_800
        ? [Math.floor(seconds / 3600), 'hour']
        : [Math.floor(seconds / 86_400), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
