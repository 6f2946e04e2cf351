import { expect, it } from 'vitest';
import { systems } from '../../registry/systems.gen.ts';
import { readBase } from '../../tests/bad/cases.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { loadSources } from '../load.ts';

const SERVICE = { title: 'App', 'runs-on': 'one' };
const COMPOSE =
  'services: { app: { image: "app:1", env_file: app.env, environment: { DB_PASSWORD: hunter2, BOT: "${OF_A_CHAT_BOT_TOKEN}" } } }\n';
const FILES = { 'compose.yaml': COMPOSE, '.env': 'OF_A_CHAT_BOT_TOKEN=tiger-lily-9\n', 'app.env': 'API_TOKEN=tiger-lily-8\n' };

function mistakesOf(files: Readonly<Record<string, string>>, service: object = {}): readonly Diagnostic[] {
  const texts = { 'service.yaml': JSON.stringify({ ...SERVICE, ...service }), ...files };
  const result = loadSources(
    [
      { path: 'inventory/base.yaml', text: readBase() },
      ...Object.entries(texts).map(([path, text]) => ({ path: `inventory/services/app/${path}`, text })),
    ],
    systems,
  );
  return result.ok ? [] : result.diagnostics;
}

it('are accepted when all of them are followed: each variable is a line of one secret', () => {
  const hints = mistakesOf(FILES).map(({ hint }) => hint?.split(' The value')[0]);
  const declared = 'and secrets: { env: { what: Variables } }.';
  expect(hints).toEqual([
    `Write OF_A_CHAT_BOT_TOKEN=\${OF_A_CHAT_BOT_TOKEN} in its place, and in service.yaml: variables: { OF_A_CHAT_BOT_TOKEN: { secret: env } } ${declared}`,
    `Write \${DB_PASSWORD} in its place, and beside compose: variables: { DB_PASSWORD: { secret: env } } ${declared}`,
    `Write API_TOKEN=\${API_TOKEN} in its place, and in service.yaml: variables: { API_TOKEN: { secret: env } } ${declared}`,
  ]);
  const secret = { secret: 'env' };
  const followed = {
    'compose.yaml': COMPOSE.replace('hunter2', '"${DB_PASSWORD}"'),
    '.env': 'OF_A_CHAT_BOT_TOKEN=${OF_A_CHAT_BOT_TOKEN}\n',
    'app.env': 'API_TOKEN=${API_TOKEN}\n',
  };
  const service = {
    variables: { OF_A_CHAT_BOT_TOKEN: secret, DB_PASSWORD: secret, API_TOKEN: secret },
    secrets: { env: { what: 'Variables' } },
  };
  expect(mistakesOf(followed, service)).toEqual([]);
});

it('name the secret that the service has already', () => {
  const service = { variables: { OTHER_TOKEN: { secret: 'mine' } }, secrets: { mine: { what: 'Mine' } } };
  const [first] = mistakesOf(FILES, service);
  expect(first?.hint).toContain('variables: { OF_A_CHAT_BOT_TOKEN: { secret: mine } }. The value');
});
