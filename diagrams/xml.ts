/** Text as it stands between tags. Characters that XML does not allow at all become the replacement character. */
export function escapeContent(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** The same for between quotes, and anywhere else. */
export function escapeText(text: string): string {
  return escapeContent(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** An element; attributes that are undefined are left out, content is markup already. */
export function element(name: string, attributes: Readonly<Record<string, string | number | undefined>>, content = ''): string {
  const pairs = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeText(String(value))}"`],
  );
  return content ? `<${name}${pairs.join('')}>${content}</${name}>` : `<${name}${pairs.join('')}/>`;
}
