import { expect, it } from 'vitest';
import { verdictOf } from './secret-in.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const SECRET = ['tiger', 'lily', '9x'].join('-');

it.each([
  ['to whom a web server passes a request', 'location / {\n  fastcgi_pass php:9000;\n}\n'],
  ['the same in a comment', '# uwsgi_pass 10.0.0.1:3031;\n'],
  ['the version of a package', 'flask==2.0.1\ngTTS-token==1.1.2\n'],
  ['a column of a table', 'CREATE TABLE a (\n  ipmi_password VARCHAR(255),\n  api_token nvarchar(64),\n'],
  ['a name in a store of secrets', 'token = "@{docker_secretstore:influxdb_token}"\n'],
])('%s is no secret', (_, text) => {
  expect(verdictOf(text, '', { prose: true }).kind).not.toBe('secret');
});

it.each([
  `fastcgi_pass_password = "${SECRET}"\n`,
  `gTTS-token=${SECRET}\n`,
  `ipmi_password = "varchar-${SECRET}"\n`,
  `token = "@{${SECRET}"\n`,
])('and yet one is found beside: %#', (text) => {
  expect(verdictOf(text, '', { prose: true }).kind).toBe('secret');
});
