import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { composeSchema } from './compose.ts';

const mistakes = (document: object): readonly string[] =>
  composeSchema.safeParse(document).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message.split(/[,;]/)[0]}`) ?? [];
const app = (attributes: string) => ({ services: { app: { image: 'app:1', ...parse(`{ ${attributes} }`) } } });

test.each([
  ['privileged: "${L}"', 'privileged'],
  ['network_mode: "${L}"', 'network_mode'],
  ['pid: "${L}"', 'pid'],
  ['ipc: "$$${L}"', 'ipc'],
  ['userns_mode: "${L}"', 'userns_mode'],
  ['use_api_socket: "${L}"', 'use_api_socket'],
  ['build: { context: ., privileged: "${L}" }', 'build.privileged'],
  ['build: { context: ., entitlements: ["${L}"] }', 'build.entitlements.0'],
  ['post_start: [{ command: x, privileged: "${L}" }]', 'post_start.0.privileged'],
  ['labels: ["a=b", "${L}"]', 'labels.1'],
  ['labels: ["${L}=x"]', 'labels.0'],
  ['ports: ["${L}"]', 'ports.0'],
  ['ports: [{ target: 80, published: "80", host_ip: "${L}" }]', 'ports.0.host_ip'],
])('refuses a secret that decides what is open: %s', (attributes, path) => {
  expect(mistakes(app(attributes))).toEqual([`services.app.${path}: it is a secret`]);
});

test('takes a secret that decides nothing, and a dollar that is meant as such', () => {
  const attributes = 'labels: ["users=${L}", "a=$${L}"], environment: { L: "${L}" }, runtime: "$${L}"';
  expect(mistakes(app(attributes))).toEqual([]);
});

test.each([
  ['h: { external: true, name: host }', 'it is the network of the machine itself'],
  ['host: { external: true }', 'it is the network of the machine itself'],
  ['h: { external: { name: host } }', 'it is the network of the machine itself'],
  ['m: { name: host }', 'it is the network of the machine itself'],
  ['m: { driver: host }', 'it is the network of the machine itself'],
  ['default: { external: true, name: host }', 'it is the network of the machine itself'],
  ['none: { external: true }', 'it is the network that is none'],
  ['m: { driver: "null" }', 'it is the network that is none'],
  ['m: { external: true, name: "${L}" }', 'its name is a secret'],
])('refuses a network that only network_mode may say: %s', (network, message) => {
  const networks = parse(`{ ${network} }`);
  expect(mistakes({ ...app(''), networks })).toEqual([`networks.${Object.keys(networks)[0]}: ${message}`]);
});

test('takes a network of the project that is called so', () => {
  expect(mistakes({ ...app('networks: [host]'), networks: { host: null, none: { driver: 'bridge' } } })).toEqual([]);
});
