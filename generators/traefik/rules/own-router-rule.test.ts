import { describe, expect, it } from 'vitest';
import { ownRoutesOf } from '../../../core/facts/own-routes.ts';
import { loadSources } from '../../../core/load.ts';
import { systems } from '../../../registry/systems.gen.ts';
import { readBase } from '../../../tests/bad/cases.ts';

const EXPOSED = { expose: [{ host: 'app', container: 'app', port: 80, to: ['lan'], middlewares: ['auth'] }] };
const base = { path: 'inventory/base.yaml', text: readBase() };

function load(labels: unknown, more: object = EXPOSED, container: object = {}) {
  const compose = { services: { app: { image: 'app:1', labels, ...container } } };
  const app = { title: 'App', 'runs-on': 'one', undecided: { routes: 'warn' }, ...more, compose };
  return loadSources([base, { path: 'inventory/services/app.yaml', text: JSON.stringify(app) }], systems);
}

function beyond(...given: Parameters<typeof load>): readonly string[] {
  const loaded = load(...given);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  return ownRoutesOf(loaded.value.model).map(({ what }) => what);
}

describe('labels beyond what the inventory exposes', () => {
  it.each<[what: string, labels: unknown, found: readonly string[], more?: object]>([
    ['none', { other: 'x', 'com.example.traefik.http.routers.a.rule': 'x' }, []],
    ['a router', ['traefik.http.routers.evil.rule=Host(`x`)'], ['http router evil: {"rule":"Host(`x`)"}']],
    ['one in capitals', { 'Traefik.HTTP.Routers.Evil.Rule': 'Host(`x`)' }, ['http router evil: {"rule":"Host(`x`)"}']],
    ['one over TCP', { 'traefik.tcp.routers.evil.rule': 'HostSNI(`*`)' }, ['tcp router evil: {"rule":"HostSNI(`*`)"}']],
    ['one over UDP', { 'traefik.udp.routers.evil.entrypoints': 'dns' }, ['udp router evil: {"entrypoints":"dns"}']],
    ['our middlewares taken away, which count in any case', { 'traefik.http.routers.app.middlewares': '' }, []],
    [
      'the same in two cases',
      { 'traefik.http.routers.app.middlewares': '', 'traefik.http.routers.app.MIDDLEWARES': '' },
      [expect.stringMatching(/"middlewares":".*auth@file.*"/)] as never,
    ],
    ['the container switched off, which counts in no case', { 'traefik.enable': 'false' }, []],
    [
      'our router to another service',
      { 'traefik.http.routers.app.service': 'vault@docker' },
      [expect.stringContaining('"service":"vault@docker"')] as never,
    ],
    [
      'our router to the dashboard',
      { 'traefik.http.routers.app.service': 'api@internal' },
      [expect.stringContaining('"service":"api@internal"')] as never,
    ],
    [
      'our router in an older language',
      { 'traefik.http.routers.app.ruleSyntax': 'v2' },
      [expect.stringContaining('"rulesyntax":"v2"')] as never,
    ],
    [
      'our service to another place',
      { 'traefik.http.services.app.loadbalancer.server.url': 'http://10.0.0.1' },
      [expect.stringContaining('"url":"http://10.0.0.1"')] as never,
    ],
    ['our service to another port, where that of expose counts', { 'traefik.http.services.app.loadbalancer.server.port': '9000' }, []],
    ['a setting of our service that leads nowhere', { 'traefik.http.services.app.loadbalancer.passhostheader': 'true' }, []],
    ['a middleware that nothing names', { 'traefik.http.middlewares.auth.basicauth.users': 'x' }, []],
    [
      'of a service without a hostname',
      { 'traefik.enable': 'true', 'traefik.http.routers.evil.rule': 'Host(`x`)' },
      ['http router evil: {"rule":"Host(`x`)"}'],
      {},
    ],
    ['of a container that is not switched on', { 'traefik.http.routers.evil.rule': 'Host(`x`)' }, [], {}],
  ])('%s', (_what, labels, found, more) => {
    expect(beyond(labels, more)).toEqual(found);
  });

  it('come out of label files, too', () => {
    const app = { title: 'App', 'runs-on': 'one', undecided: { routes: 'warn' } };
    const files = {
      'service.yaml': JSON.stringify(app),
      'compose.yaml': JSON.stringify({ services: { app: { image: 'app:1', label_file: 'labels' } } }),
      labels: 'traefik.enable=true\ntraefik.http.routers.evil.rule=Host(`x`)\n',
    };
    const sources = Object.entries(files).map(([name, text]) => ({ path: `inventory/services/app/${name}`, text }));
    const loaded = loadSources([base, ...sources], systems);
    expect(loaded.ok && ownRoutesOf(loaded.value.model).map(({ what }) => what)).toEqual(['http router evil: {"rule":"Host(`x`)"}']);
  });

  it('are right for a reason, which counts for them as they are', () => {
    const labels = { 'traefik.http.routers.evil.rule': 'Host(`x`)' };
    const stated = { ...EXPOSED, undecided: {}, 'own-routes': { 'http router evil: {"rule":"Host(`x`)"}': 'a trial' } };
    expect(load(labels, stated)).toMatchObject({ ok: true, warnings: [] });
    const other = load({ 'traefik.http.routers.evil.rule': 'Host(`y`)' }, stated);
    expect(other.ok ? [] : other.diagnostics.map(({ code }) => code)).toEqual(['invalid-value', 'traefik-own-router']);
  });

  it('are no business of an ingress on another machine', () => {
    const two = `hosts: { two: { title: Two, role: Docker host, addresses: { apps: 10.1.20.12 }, docker: {} } }`;
    const app = `services: { app: { title: App, runs-on: two, compose: { services: { app: { image: "app:1", labels: ["traefik.enable=true", "traefik.http.routers.evil.rule=x"] } } } } }`;
    const loaded = loadSources([base, { path: 'inventory/two.yaml', text: `${two}\n${app}\n` }], systems);
    expect(loaded.ok && ownRoutesOf(loaded.value.model)).toEqual([]);
  });
});
