/** Letters and digits mixed, as a program makes them, not words. */
export function looksRandom(text: string, least = 16): boolean {
  if (text.length < least || !/^[A-Za-z0-9+/=_.~-]+$/.test(text) || !/\d/.test(text)) return false;
  return /^[0-9a-f-]+$/.test(text) ? /[a-f]/.test(text) : /[A-Z]/.test(text) && /[a-z]/.test(text);
}
