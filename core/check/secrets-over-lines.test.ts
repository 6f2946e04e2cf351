import { expect, it } from 'vitest';
import { markOf } from './secret-mark.ts';
import { secretsInCompanion } from './secrets-in-companion.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const WORD = ['Schlehe', '1803'].join('-');

it.each([
  ['docs/access.md', `# Ways in\n\n| User | Password |\n|---|---|\n| ann | ${WORD} |\n`, 5, 5],
  ['README.md', `The root password is:\n\n    ${WORD}\n`, 3, 3],
  ['README.md', `x\nThe login is admin / ${WORD}.\n`, 2, 2],
  ['www/index.html', `<table>\n<tr><th>User</th><th>Password</th></tr>\n<tr><td>ann</td>\n<td>${WORD}</td></tr></table>\n`, 4, 4],
  ['app.toml', `[db]\npassword = """\n${WORD}\n"""\n`, 2, 3],
  ['client.ovpn', `remote a\n<auth-user-pass>\nann\n${WORD}\n</auth-user-pass>\n`, 4, 4],
  ['a.csv', `name,"pass\nword"\nann,"${WORD}"\n`, 3, 3],
  ['a.csv', `name,password\r\n"a\nb",c\r\nann,"${WORD}"\r\n`, 4, 4],
  ['etc/.pgpass', `# hosts\ndb:5432:app:ann:${WORD}\n`, 2, 2],
  ['.htpasswd', `ann:${WORD}\n`, 1, 1],
  ['secrets/db_password', `${WORD}\n`, 1, 1],
  ['job.sh', `x\necho ${Buffer.from(`password=${WORD}`).toString('base64')} | base64 -d\n`, 2, 2],
] as const)('of %s the lines of the value are said: %j', (path, text, line, endLine) => {
  const found = secretsInCompanion(text, path).filter(({ kind }) => kind === 'secret');
  expect(found).toContainEqual(expect.objectContaining({ line, endLine }));
  expect(JSON.stringify(found)).not.toContain(WORD);
});

it('what the inventory says is none is none here either', () => {
  const mark = markOf({ name: 'Password', value: WORD });
  const text = `| User | Password |\n|---|---|\n| ann | ${WORD} |\n`;
  expect(secretsInCompanion(text, 'a.md', (each) => each === mark)).toEqual([]);
});
