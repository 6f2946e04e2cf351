import { expect, it } from 'vitest';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { loadSources } from '../../../core/load.ts';
import { pasteBlocks } from '../../../core/report/paste-blocks.ts';
import { systems } from '../../../registry/systems.gen.ts';
import { readBase } from '../../../tests/bad/cases.ts';

const SOCKET = '/var/run/docker.sock:/var/run/docker.sock:ro';

function socketsOf(containers: object, more: object = {}): readonly Diagnostic[] {
  const app = { title: 'App', 'runs-on': 'one', compose: { services: containers }, ...more };
  const result = loadSources(
    [
      { path: 'inventory/base.yaml', text: readBase() },
      { path: 'inventory/services/app.yaml', text: JSON.stringify(app) },
    ],
    systems,
  );
  return (result.ok ? result.warnings : result.diagnostics).filter(({ code }) => code === 'docker-socket');
}

it('is a mistake to hold the socket, whichever way it comes in', () => {
  const found = socketsOf({
    mounts: { image: 'app:1', volumes: [SOCKET] },
    folder: { image: 'app:1', volumes: [{ type: 'bind', source: '/run', target: '/host/run' }] },
    asks: { image: 'app:1', use_api_socket: true },
    none: { image: 'app:1', use_api_socket: false, volumes: ['/srv/run:/run'] },
  });
  expect(found.map(({ severity }) => severity)).toEqual(['error', 'error', 'error']);
});

it('waits as a warning where the service moves in, with the line that ends it', () => {
  const containers = { app: { image: 'app:1', volumes: [SOCKET] }, other: { image: 'app:1', volumes: [SOCKET] } };
  const found = socketsOf(containers, { undecided: { sockets: 'warn' } });
  expect(found.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
  expect(pasteBlocks(found)[0]).toContain('\ndocker-socket:\n  <why>');
  expect(socketsOf(containers, { 'docker-socket': '<why>' })).toEqual([]);
});
