import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { markOf } from '../check/secret-mark.ts';
import { scanPublished } from './scan.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const GITHUB = ['ghp', 'q7Xw2Lr9Tz4Vb6Nm1Kc8Hd3Fs5Gj0PaYuEiOq'].join('_');
const PASSWORD = ['zq8Xy', 'RealSecret', '77'].join('');
const KNOWN = { what: 'RESTIC_PASSWORD of the environment', value: `Tr0ub&dor "<'3>" ${'und'} Ünï+/=` };

const file = (path: string, text: string) => ({ path, content: Buffer.from(text) });
const scan = (path: string, content: string | Uint8Array, known = [] as readonly (typeof KNOWN)[]) =>
  scanPublished([{ path, content: typeof content === 'string' ? Buffer.from(content) : content }], { known });
const codes = async (...args: Parameters<typeof scan>) => (await scan(...args)).map(({ code, at }) => [code, at?.file, at?.line]);

describe('a secret is found', () => {
  it.each([
    ['in the text of a page', 'a.html', `<p>x</p>\n<p>token ${GITHUB}</p>\n`, 2],
    ['cut apart by tags', 'a.html', `<code><span>ghp</span><span>_</span>${GITHUB.slice(4)}</code>`, 1],
    ['in a highlighted line', 'a.html', `<pre><span>DB_PASSWORD</span><span>:</span> <span>&quot;${PASSWORD}&quot;</span></pre>`, 1],
    ['with its signs as entities', 'a.html', `<p>\n\npostgres:&#x2f;/app:${PASSWORD}&#64;db/app</p>`, 3],
    ['in an attribute', 'a.html', `<p>\n<a href="https://hooks.example.net/x?token=${PASSWORD}">x</a>`, 2],
    ['in a comment of a page', 'a.html', `<!-- ${GITHUB} -->`, 1],
    ['in a script of a page', 'a.html', `<p>\n<script>const a="${GITHUB}"</script>`, 2],
    ['in a picture', 'a.svg', `<svg><text>${GITHUB}</text></svg>`, 1],
    ['in a script', 'a.js', `const a="${GITHUB}"`, 1],
    ['as a hash in a script', 'a.js', `const a="me:$2y$05$${PASSWORD}${PASSWORD}"`, 1],
    ['in a stylesheet', 'a.css', `a { b: url(https://x.example.net/?token=${PASSWORD}) }`, 1],
    ['in JSON', 'status/snapshot.json', JSON.stringify({ a: { apiToken: PASSWORD } }), 1],
    ['below its key', 'a.yaml', `db:\n  password:\n    ${PASSWORD}\n`, 3],
    ['in a settings file', 'a.conf', `a = 1\npassword = ${PASSWORD}\n`, 2],
    ['in a comment of a settings file', 'a.conf', `a = 1 # the password is ${PASSWORD}\n`, 1],
    [
      'below the header of a column',
      'a.html',
      `<table><tr><th>User</th><th>Password</th></tr>\n<tr><td>ann</td><td>${PASSWORD}</td></tr></table>`,
      2,
    ],
    [
      'in the column of a table within a table',
      'a.html',
      `<table><tr><td>a<table><tr><th>x</th><th>Password</th></tr>\n<tr><td>b</td><td>${PASSWORD}</td></tr></table></td></tr></table>`,
      2,
    ],
    ['behind its term', 'a.html', `<dl><dt>Password</dt>\n<dd><b>${PASSWORD.slice(0, 4)}</b>${PASSWORD.slice(4)}</dd></dl>`, 2],
    ['in a block of code that a sentence announces', 'a.html', `<p>The password is:</p>\n<pre><code>${PASSWORD}\n</code></pre>`, 2],
    ['behind a user', 'a.html', `<p>x</p>\n<p>The login is admin / ${PASSWORD}.</p>`, 2],
    ['in base64', 'a.html', `<p>x</p>\n<p>Basic ${Buffer.from(`ann:${PASSWORD}`).toString('base64')}</p>`, 2],
    ['below the name of its column', 'accounts.csv', `name,password\nann,${PASSWORD}\n`, 2],
    ['alone in a file that is called as a password', 'files/router.pass', `${PASSWORD}\n`, 1],
    ['in a file without an ending', 'CNAME', `${GITHUB}\n`, 1],
  ])('%s', async (_, path, text, line) => {
    const found = await codes(path, text);
    expect(found).toContainEqual(['published-secret', path, line]);
    expect(JSON.stringify(await scan(path, text))).not.toMatch(new RegExp(`${PASSWORD}|${GITHUB}|${GITHUB.slice(4)}`));
  });

  it('in the search index, and in an archive by the file that it comes from', async () => {
    expect(await codes('pagefind/fragment/en_1.pf_fragment', gzipSync(`pagefind_dcd{"content":"the token ${GITHUB}"}`))).toEqual([
      ['published-secret', 'pagefind/fragment/en_1.pf_fragment', 1],
    ]);
    const body = Buffer.from(`# a\nexport DB_PASSWORD='${PASSWORD}'\n`);
    const tar = await packTar([{ header: { name: 'x/infra/restic/job.sh', size: body.byteLength, type: 'file' }, body }]);
    const [found] = await scan('x.tar.gz', gzipSync(tar));
    expect(found?.at).toMatchObject({ file: 'x.tar.gz!x/infra/restic/job.sh', line: 2 });
    expect(found?.hint).toContain('It comes from infra/restic/job.sh.');
  });
});

describe('a secret that this machine has is found', () => {
  const { value } = KNOWN;
  const bytes = Buffer.from(value);
  it.each([
    ['as it is', 'a.txt', `a ${value} b`],
    ['as JSON', 'a.json', JSON.stringify({ note: value })],
    ['in an address', 'a.txt', `https://x.example.net/${encodeURIComponent(value)}`],
    ['in base64', 'a.txt', bytes.toString('base64')],
    ['in base64 behind a user', 'a.txt', Buffer.from(`user:${value}`).toString('base64')],
    ['in base64 of a longer text', 'a.txt', Buffer.from(`me: ${value}, you`).toString('base64')],
    ['in base64 for addresses', 'a.txt', Buffer.from(`ab${value}`).toString('base64url')],
    ['in hexadecimal digits', 'a.txt', bytes.toString('hex')],
    ['in a picture', 'a.png', `\u0000\u0001${value}`],
    [
      'in a page, with its signs as entities',
      'a.html',
      `<p>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&#34;')}</p>`,
    ],
    [
      'in a page, cut apart by tags',
      'a.html',
      `<p>${value.slice(0, 5).replace('&', '&amp;')}<b>${value.slice(5).replaceAll('<', '&lt;')}</b></p>`,
    ],
  ])('%s', async (_, path, text) => {
    const [found, ...rest] = await scan(path, text, [KNOWN]);
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ code: 'published-secret', message: `${path} holds ${KNOWN.what}, and it would be published.` });
  });
});

describe('what is no secret passes', () => {
  it.each([
    ['digests of files and images', 'a.html', `<p>sha256:${'0f9a3c77d1e24b66'.repeat(4)} and sha512-${'Ab1/'.repeat(21)}==</p>`],
    [
      'names of secrets and where they are',
      'a.html',
      '<p>DB_PASSWORD is in /run/secrets/db-password</p>\n<code>PASSWORD_FILE=/run/secrets/x</code>',
    ],
    ['a variable', 'a.yaml', 'environment:\n  DB_PASSWORD: ${DB_PASSWORD}\n'],
    ['a class of a program', 'a.js', 'x("org/lambda$1$TypeOfSomething", "A/0methodref$lambda$6$TypeOfSomething")'],
    ['a font, whatever it is called', 'a.bin', Buffer.from('wOF2\u00ff', 'latin1')],
    ['what a web server reads', '.well-known/security.txt', 'Contact: mailto:me@example.net\n'],
  ])('%s', async (_, path, content) => expect(await scan(path, content)).toEqual([]));
});

describe('what nobody meant to publish is refused', () => {
  it.each(['.env', 'docs/.draft.html', '.git/config', 'index.html~', 'a/.index.html.swp', 'theme.js.bak'])('%s', async (path) => {
    expect(await codes(path, 'x\n')).toEqual([['published-stray', path, 1]]);
  });

  it('a file of a kind that nobody can look through', async () => {
    expect(await codes('data.sqlite3', Buffer.from([0xff, 0xfe, 0x00]))).toEqual([['file-unreadable', 'data.sqlite3', 1]]);
  });
});

it('says one secret once, whatever places it has', async () => {
  const pages = Array.from({ length: 9 }, (_, index) => file(`${index}.html`, `<p>${GITHUB}</p>`));
  const found = await scanPublished(pages, { known: [] });
  expect(found.length).toBe(1);
  expect(found[0]?.message).toContain('8 other places have the like.');
  expect(found[0]?.related?.length).toBe(5);
});

it('passes what the inventory says is none, under the name and with the value that it says', async () => {
  const text = `FORGOT_TOKEN=${PASSWORD}\n`;
  const mark = markOf({ name: 'FORGOT_TOKEN', value: PASSWORD });
  const excused = (content: string) => scanPublished([file('a.conf', content)], { known: [], excuse: (each) => each === mark });
  expect((await scan('a.conf', text)).length).toBe(1);
  expect(await excused(text)).toEqual([]);
  expect((await excused(text.replace(PASSWORD, `${PASSWORD}8`))).length).toBe(1);
});

describe('a file that gen has accepted', () => {
  const LANG = 'export default { password: "tiger-lily-7" };\n';
  const inArchive = async (path: string, text: string) => {
    const body = Buffer.from(text);
    const tar = await packTar([{ header: { name: `x/${path}`, size: body.byteLength, type: 'file' }, body }]);
    return { path: 'x.tar.gz', content: gzipSync(tar) };
  };
  const page = (text: string) => file('a.html', `<pre><code>${text.replaceAll('"', '&quot;')}</code></pre>`);

  it('is not judged again where a page shows it whole, and anything else is', async () => {
    const archive = await inArchive('infra/compose/box/app/lang.js', LANG);
    expect(await scanPublished([page(LANG), archive], { known: [] })).toEqual([]);
    expect((await scanPublished([page(LANG)], { known: [] })).map(({ code }) => code)).toEqual(['published-secret']);
    expect((await scanPublished([page(`${LANG}password=tiger-lily-7`), archive], { known: [] })).length).toBe(1);
  });

  it('is judged by its own name: what gen refuses is refused', async () => {
    const archive = await inArchive('infra/compose/box/app/settings.html', `<p data-token="${GITHUB}">`);
    expect((await scanPublished([archive], { known: [] })).map(({ at }) => at?.file)).toEqual([
      'x.tar.gz!x/infra/compose/box/app/settings.html',
    ]);
  });
});

it.each([
  ['a.html', '<pre>token: "tiger-lily-7", api_key = "tiger-lily-8"</pre>\n<p>DB_PASSWORD=tiger-lily-9</p>'],
  ['a.js', `const a = "${GITHUB}";`],
  ['a.yaml', 'password: >-\n  tiger-lily-7\ntoken: [tiger-lily-8]\n'],
  ['a.conf', `password = tiger-lily-7 # the password is ${PASSWORD}\n`],
])('passes once all hints about %s are followed', async (path, text) => {
  const marks = new Set<string>();
  const again = () => scanPublished([file(path, text)], { known: [], excuse: (mark) => marks.has(mark) });
  expect((await again()).length).toBeGreaterThan(0);
  // A line with two secrets names one after the other.
  for (let round = 0; round < 2; round++)
    for (const { hint = '' } of await again()) {
      const said = /add not-secret: \{ (.*) \} to lab\./.exec(hint)?.[1] ?? '';
      for (const line of said.split(', ')) marks.add(line.replace(': <why>', ''));
    }
  expect(await again()).toEqual([]);
});

describe('a store of secrets', () => {
  const hex = Buffer.from(PASSWORD.repeat(3)).toString('hex');
  const ENCRYPTED = `ENC[AES256_GCM,data:${Buffer.from(PASSWORD).toString('base64')},iv:${hex.slice(0, 43)}=,tag:${hex.slice(0, 22)}==,type:str]`;

  it.each([
    ['in lines of hexadecimal', `rackbook_secrets:\n  wiki/token: !vault |\n    $ANSIBLE_VAULT;1.1;AES256\n    ${hex}\n    ${hex}\n`],
    ['value by value', `rackbook_secrets:\n    wiki/token: ${ENCRYPTED}\n    wiki/db/DB_PASSWORD: ${ENCRYPTED}\n`],
  ])('may be published where it is encrypted, %s', async (_, text) => {
    for (const path of ['a.yaml', 'a.html', 'a.txt']) expect(await codes(path, text)).toEqual([]);
  });

  it('may not where it has a password in plain text among them', async () => {
    const text = `rackbook_secrets:\n    wiki/token: ${ENCRYPTED}\n    wiki/password: ${PASSWORD}\n`;
    expect(await codes('a.yaml', text)).toEqual([['published-secret', 'a.yaml', 3]]);
  });
});

describe('a picture or a font is known by its bytes', () => {
  it.each(['a.png', 'a.woff2', 'a.pagefind', 'a.wasm'])('and not by its name: %s', async (path) => {
    expect(await codes(path, `DB_PASSWORD=${PASSWORD}\n`)).toEqual([['published-secret', path, 1]]);
    expect(await codes(path, Buffer.from([0xff, 0xfe, 0x00]))).toEqual([['file-unreadable', path, 1]]);
    expect(await codes(path, Buffer.from('\u0089PNG\r\n\u001a\n\u00ff', 'latin1'))).toEqual([]);
  });
});
