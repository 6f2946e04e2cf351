import type { PlacedSetting } from './placed-setting.ts';

/** A value that goes over several lines, or stands on the line below its name; its last group is the value. */
const FORMS: readonly (readonly [hint: string, pattern: RegExp])[] = [
  ['"""', /(?<![\w.-])([A-Za-z_][\w.-]{0,200})["']?[ \t]{0,40}[:=][ \t]{0,40}"""([\s\S]{1,4000}?)"""/dg],
  ["'''", /(?<![\w.-])([A-Za-z_][\w.-]{0,200})["']?[ \t]{0,40}[:=][ \t]{0,40}'''([\s\S]{1,4000}?)'''/dg],
  // HCL and a shell.
  [
    '<<',
    /(?<![\w.-])([A-Za-z_][\w.-]{0,200})[ \t]{0,40}=[ \t]{0,40}<<[-~]?["']?(?<end>\w{1,40})["']?\r?\n([\s\S]{1,4000}?)\r?\n[ \t]*\k<end>\b/dg,
  ],
  // A user, and below it the password.
  ['<auth-user-pass>', /<(auth-user-pass)>\s*[^\s<>]{1,200}[ \t]*\r?\n[ \t]*([^\r\n<>]{1,200})/dg],
  ['</', /<([A-Za-z_][\w.-]{0,100})(?:\s[^<>]{0,500})?>[ \t]*\r?\n\s{0,200}([^\s<>]{1,4000})\s{1,200}<\/\1>/dg],
  ['</', /<\w{1,100}\s[^<>]{0,200}?\b(?:[Kk]ey|[Nn]ame)="([\w.-]{1,200})"[^<>]{0,200}>[ \t]*\r?\n\s{0,200}([^\s<>]{1,4000})\s{1,200}<\//dg],
  ['\\\n', /^[ \t]*([A-Za-z_][\w.-]{0,200})[ \t]*[:=][ \t]*\\\n[ \t]*([^\s\\]{1,4000})[ \t]*$/dgm],
];

/** What a text sets over several lines, by the forms in which files do it. */
export function* blocksIn(text: string): Iterable<PlacedSetting> {
  for (const [hint, pattern] of FORMS) {
    if (!text.includes(hint)) continue;
    for (const match of text.matchAll(pattern)) {
      const [start, end] = match.indices?.at(-1) ?? [0, 0];
      yield { name: match[1] ?? '', value: (match.at(-1) ?? '').trim(), start, end };
    }
  }
}
