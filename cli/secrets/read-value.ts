import { text } from 'node:stream/consumers';

/** Of a certificate with its chain, and then some. */
const LIMIT = 256 * 1024;

/** A value from the standard input, without the line break that ends it. A person who types it sees nothing of it. */
export async function readValue(id: string): Promise<string> {
  const value = process.stdin.isTTY ? await typed(id) : await text(process.stdin);
  return value.replace(/\r?\n$/, '');
}

/** Why a value cannot be kept; undefined where it can. What it is, is not in the answer. */
export function faultOfValue(value: string, lines: { readonly quote: string } | undefined): string | undefined {
  if (value === '') return 'There is no value on the standard input.';
  if (value.length > LIMIT) return `It is longer than ${LIMIT} characters.`;
  if (value.includes('\0') || value.includes('\ufffd')) return 'It is no text in UTF-8.';
  if (lines && /[\r\n]/.test(value)) return 'It is to be a line of a file, and has several lines.';
  if (lines && lines.quote !== '' && value.includes(lines.quote)) return `It is to stand between ${lines.quote} in a file, and has one.`;
  return undefined;
}

function typed(id: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(`The value of ${id}, then Enter. Nothing is shown: `);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  return new Promise((resolve) => {
    let value = '';
    const end = (given: string) => {
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      resolve(given);
    };
    stdin.on('data', (chunk: string) => {
      for (const key of chunk) {
        if (key === '\r' || key === '\n') return end(value);
        // Control and C, control and D: given up.
        if (key === '\u0003' || key === '\u0004') return end('');
        value = key === '\u007f' ? value.slice(0, -1) : value + key;
      }
    });
  });
}
