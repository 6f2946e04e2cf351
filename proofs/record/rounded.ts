/**
 * Seconds as a committed record has them: tenths below one, whole ones below ten, else two digits that count. 0.27 to 0.3, 4.6 to 5, 137 to
 * 140. Two runs on one machine mostly agree in it.
 */
export function rounded(seconds: number): number {
  return seconds < 0.1 ? 0.1 : Number(seconds.toPrecision(seconds < 9.5 ? 1 : 2));
}
