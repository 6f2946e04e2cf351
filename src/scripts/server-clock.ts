/**
 * How many milliseconds the server's clock is ahead of this device's, from the date of its answer; undefined where it tells none, as for a
 * page that is opened as a file. A stored answer says with `Age` how long ago that was.
 */
export async function serverAhead(): Promise<number | undefined> {
  if (!location.protocol.startsWith('http')) return undefined;
  try {
    // Goes on when the reader leaves at once, so that it never fails for that.
    const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store', keepalive: true });
    // An answer that is not read to its end counts as broken off.
    await answer.text();
    const { headers } = answer;
    const date = Date.parse(headers.get('date') ?? '');
    const stored = Number(headers.get('age') ?? 0) * 1000;
    return Number.isNaN(date) || Number.isNaN(stored) ? undefined : date + stored - Date.now();
  } catch {
    return undefined;
  }
}
