import { z } from 'zod';
import { parseCalendar } from '../../lib/calendar/calendar.ts';

/** Ids name files, containers and DNS labels, so they are as narrow as the narrowest of these. */
export const ID_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const ID_MAX = 40;

/** Windows keeps these names for devices, so a checkout there could not hold a file called so. */
export const ID_RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

const DURATION = /^(\d+)(s|m|h|d|w)$/;

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

/** Reads `15m`, `24h`, `7d` as seconds. The text must match {@link duration}. */
export function durationSeconds(text: string): number {
  const [, amount, unit] = DURATION.exec(text) ?? [];
  return Number(amount) * SECONDS[unit as keyof typeof SECONDS];
}

export const reference = z.string().min(1, 'must name something');

export const duration = z.string().regex(DURATION, 'must be a duration such as 15m, 24h or 7d');

export const port = z.int().min(1, 'must be a port from 1 to 65535').max(65_535, 'must be a port from 1 to 65535');

/** Paths stand in scripts that people review, so nothing in them may end a line, hide or reorder text. */
export const UNSEEN_IN_PATH =
  '\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb';

/** Of these alone a text looks empty: blanks, marks without a letter, fillers of Hangul and Braille, and halves of tags above U+E0000. */
const BLANK = `\\s${UNSEEN_IN_PATH}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0\\udc00-\\udfff\\udb40`;
const CONTROL = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029';

/** One line of free text in which there is something to read, without control characters, of at most 300 characters. */
export const line = z
  .string()
  .regex(new RegExp(`^(?:(?=.*[^${BLANK}])[^${CONTROL}]+)?$`), 'must be one line without control characters, with something in it to read')
  .min(1, 'must not be empty')
  .max(300, 'must be at most 300 characters');

export const absolutePath = z
  .string()
  .regex(new RegExp(`^/[^${UNSEEN_IN_PATH}]*$`), 'must be an absolute path')
  .refine((path) => !path.split('/').includes('..'), 'must not contain ".."');

/** A path, a pattern of paths or an address, in one line of which nothing is hidden. */
export const pathText = z
  .string()
  .regex(new RegExp(`^[^${UNSEEN_IN_PATH}]+$`), 'must be one line, and hide nothing')
  .max(300, 'must be at most 300 characters');

/** When something runs, as systemd.time(7) has it. */
export const schedule = z
  .string()
  .refine((text) => parseCalendar(text) !== undefined, 'must be a systemd calendar expression such as daily or Mon..Fri *-*-* 02:30:00');

/** A DNS name in lower case without a final dot (RFC 1123). */
export const dnsName = z
  .string()
  .max(253, 'must be at most 253 characters')
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'must be a DNS name in lower case');

/** Nothing in an address may end it, or hide and reorder text where people read it. */
const ADDRESS_CHARACTER = `[^\\s"'<>\`\\\\${UNSEEN_IN_PATH}]`;

export const httpUrl = z
  .string()
  .regex(new RegExp(`^https?://${ADDRESS_CHARACTER}+$`), 'must be a web address that starts with http:// or https://');

/** Where a repository of Git is: a web address, `git@git.example.net:lab.git` or `ssh://git@git.example.net/lab.git`. */
export const gitUrl = z
  .string()
  .regex(
    new RegExp(`^(https?://${ADDRESS_CHARACTER}+|(ssh://)?[\\w.-]+@[\\w.-]+[:/][\\w./~-]+)$`),
    'must be an address of Git, such as https://git.example.net/lab.git or git@git.example.net:lab.git',
  );

/** A port, or a range of ports as text. */
export const portRange = z.union([
  port,
  z
    .string()
    .regex(/^\d{1,5}-\d{1,5}$/, 'must be a port or a range such as "8000-8010"')
    .refine((text) => {
      const [first = 0, last = 0] = text.split('-').map(Number);
      return first >= 1 && first <= last && last <= 65_535;
    }, 'must be a range of ports from the lower to the higher, from 1 to 65535'),
]);

/** IEEE 802 address of one interface, with colons: not a group's, which has the lowest bit of its first byte set. */
export const mac = z
  .string()
  .regex(/^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$/, 'must be a hardware address such as 52:54:00:12:34:56')
  .refine((text) => (Number.parseInt(text.slice(0, 2), 16) & 1) === 0, 'must be the address of one interface, not of a group');

/** Name of a network interface as Linux takes it: 15 bytes at most (IFNAMSIZ), no slash or space. */
export const interfaceName = z
  .string()
  .regex(/^[a-zA-Z][a-zA-Z0-9_.-]{0,14}$/, 'must be the name of an interface, such as enp1s0, of at most 15 characters');
