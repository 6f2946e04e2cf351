/** The way out with a reason: from the hint of the error, through a changed value, to the line that is not needed any more. */

import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { systems } from '../../registry/systems.gen.ts';
import { readBase } from '../../tests/bad/cases.ts';
import { NOBODY } from '../left-out.ts';
import { renderTexts } from '../pipeline.ts';

const SECRET = ['ghp', 'a1B2c3D4e5F6'.repeat(3)].join('_');

/** What stands where, each with something that looks like a secret; a service says its reasons itself, all else the lab. */
const PLACES: Readonly<Record<string, { readonly path: string; readonly text: string; readonly service?: true }>> = {
  'a fragment': {
    path: 'inventory/services/app/service.yaml',
    text: service('compose: { services: { app: { image: "app:1", environment: { API_SECRET: tiger-lily-9 } } } }'),
    service: true,
  },
  'a command of several': {
    path: 'inventory/services/app/service.yaml',
    text: service('compose: { services: { app: { image: "app:1", command: run --port 80 --api-secret tiger-lily-9 } } }'),
    service: true,
  },
  'a comment of a service': {
    path: 'inventory/services/app/service.yaml',
    text: service('planned: true # API_SECRET=tiger-lily-9'),
    service: true,
  },
  'prose of a service': {
    path: 'inventory/services/app/service.yaml',
    text: service('summary: "Its password: tiger-lily-9"'),
    service: true,
  },
  'a file of variables': { path: 'inventory/services/app/.env', text: 'API_SECRET=tiger-lily-9\n', service: true },
  'a file beside the project': { path: 'inventory/services/app/app.ini', text: '[a]\napi_secret = tiger-lily-9\n', service: true },
  'prose of a machine': { path: 'inventory/more.yaml', text: 'hosts: { two: { title: Two, role: "The password is tiger-lily-9" } }\n' },
  'a shape': { path: 'inventory/more.yaml', text: `hosts: { two: { title: Two, role: "${SECRET}" } }\n` },
  'a comment': { path: 'inventory/more.yaml', text: '# API_SECRET=tiger-lily-9\nhosts: { two: { title: Two, role: x } }\n' },
  'a block of a system': {
    path: 'inventory/more.yaml',
    text: 'middlewares: { x: { traefik: { headers: { customRequestHeaders: { X-Api-Secret: tiger-lily-9 } } } } }\n',
  },
  'an override': {
    path: 'inventory/overrides/compose/one/app/compose.yaml',
    text: 'services: { app: { environment: { API_SECRET: tiger-lily-9 } } }\n',
  },
};

function service(lines: string): string {
  return `title: App\nruns-on: one\n${lines}\n`;
}

/** The folder of a service whose project takes variables from `.env` and has a file beside it. */
const PROJECT = [
  { path: 'inventory/services/app/service.yaml', text: service('') },
  {
    path: 'inventory/services/app/compose.yaml',
    text: 'services: { app: { image: "app:1", env_file: .env, volumes: ["./app.ini:/app.ini:ro"] } }\n',
  },
  { path: 'inventory/services/app/.env', text: 'PORT=80\n' },
  { path: 'inventory/services/app/app.ini', text: '[a]\n' },
];

const isOverride = (each: { readonly path: string }) => each.path.includes('/overrides/');

/** A reason for the variable that the override sets, whatever its value is. */
function statedIn(text: string): object {
  const [, name, value] = /environment: \{ (\w+): (\S+) \}/.exec(text) ?? [];
  return { 'compose/one/app/compose.yaml': { [`variable ${name} of app: ${value}`]: 'a trial' } };
}

/** Codes of what is said, and marks that the hints name. */
function outcome(name: string, reasons: readonly string[], edit: (text: string) => string = (text) => text) {
  const { path, text, service: isOfService } = PLACES[name] ?? fail(name);
  const said = reasons.length === 0 ? '' : `not-secret: { ${reasons.map((mark) => `${mark}: it is a name`).join(', ')} }\n`;
  const inline = /compose:/.test(text);
  const files = [
    ...PROJECT.filter((each) => each.path !== path && (!inline || each.path.endsWith('service.yaml'))),
    { path, text: edit(text) },
  ].map((each) => (isOfService && each.path.endsWith('service.yaml') ? { ...each, text: each.text + said } : each));
  const lab = { path: 'inventory/zz.yaml', text: stringify({ lab: { overrides: isOverride({ path }) ? statedIn(edit(text)) : {} } }) };
  const excuses = { path: 'inventory/zzz.yaml', text: isOfService || said === '' ? '' : `lab:\n  ${said}` };
  const all = [{ path: 'inventory/base.yaml', text: readBase() }, lab, excuses, ...files];
  const rendered = renderTexts(
    {
      inventory: { files: all.filter((each) => !isOverride(each)), diagnostics: [] },
      overrides: { files: all.filter(isOverride), diagnostics: [] },
    },
    systems,
    undefined,
    NOBODY,
  );
  const found = (rendered.ok ? rendered.warnings : rendered.diagnostics).filter(({ code }) => /secret/.test(code));
  return {
    codes: found.map(({ code }) => code),
    marks: found.flatMap(({ hint }) => /not-secret: \{ (\S+): <why>/.exec(hint ?? '')?.[1] ?? []),
  };
}

function fail(name: string): never {
  throw new Error(`there is no place ${name}`);
}

describe.each(Object.keys(PLACES))('what looks like a secret in %s', (name) => {
  const { codes, marks } = outcome(name, []);

  it('is refused, and is not when the line of the hint is added', () => {
    expect(codes).toEqual(['secret-literal']);
    expect(marks).toHaveLength(1);
    expect(outcome(name, marks).codes).toEqual([]);
  });

  it('is refused again with another value', () => {
    const edit = (text: string) => text.replace('tiger-lily-9', 'tiger-lily-27').replace('a1B2', 'z9Y8');
    expect(outcome(name, marks, edit).codes).toContain('secret-literal');
  });

  it('leaves a warning when it is gone', () => {
    const edit = (text: string) => text.replaceAll(/tiger-lily-9|ghp_\w+/g, '15m');
    expect(outcome(name, marks, edit).codes).toEqual(['not-secret-unneeded']);
  });
});
