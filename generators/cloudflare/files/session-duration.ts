/** Go's durations, which Cloudflare reads, end at hours: `7d` becomes `168h`. */
export function sessionDuration(text: string): string {
  const [, amount, unit] = /^(\d+)([dw])$/.exec(text) ?? [];
  if (amount === undefined) return text;
  return `${Number(amount) * (unit === 'd' ? 24 : 168)}h`;
}
