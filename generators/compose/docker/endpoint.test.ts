import { expect, test } from 'vitest';
import { parseEndpoint, showEndpoint } from './endpoint.ts';

test.each([
  ['unix:///var/run/docker.sock', { kind: 'unix', path: '/var/run/docker.sock' }, '/var/run/docker.sock'],
  ['tcp://10.10.20.5', { kind: 'tcp', host: '10.10.20.5', port: 2375 }, 'tcp://10.10.20.5:2375'],
  ['tcp://[fd00::5]:99', { kind: 'tcp', host: 'fd00::5', port: 99 }, 'tcp://[fd00::5]:99'],
  ['https://user:secret@srv-1.lab', { kind: 'https', host: 'srv-1.lab', port: 2376 }, 'https://srv-1.lab:2376'],
  ['ssh://root@srv-1:2222', { kind: 'ssh', user: 'root', host: 'srv-1', port: 2222 }, 'ssh://srv-1:2222'],
])('%s', (text, expected, shown) => {
  const endpoint = parseEndpoint(text);
  expect(endpoint).toEqual(expected);
  expect(endpoint && showEndpoint(endpoint)).toBe(shown);
});

test.each(['', 'unix://relative', 'ftp://x', 'ssh://-oProxyCommand=x@host', 'ssh://-oProxyCommand=evil', 'tcp://', 'nonsense'])(
  'refuses "%s"',
  (text) => {
    expect(parseEndpoint(text)).toBeUndefined();
  },
);
