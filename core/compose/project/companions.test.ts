import { describe, expect, it } from 'vitest';
import { readTestProject } from './test-project.ts';

const MOUNTS = 'services: { app: { image: "app:1", volumes: ["./conf:/conf:ro"] } }\n';
const BUILDS = 'services: { app: { build: ./conf } }\n';
const LITERAL = 'S3cretRealOne99';

describe('a file beside a project', () => {
  it('that would lie where the generated one does is that one', () => {
    const { project, codes } = readTestProject({
      'compose.yaml': 'services: { app: { image: "app:1", volumes: ["./compose.yaml:/a:ro", "./b:/b:ro"] } }\n',
      b: 'b\n',
    });
    expect(codes).toEqual([]);
    expect(project?.companions.map(({ path }) => path)).toEqual(['b']);
  });

  it.each(['a:b', 'con', 'a\\b', 'a.', 'a\u001bb', 'a\nb'])('cannot be called %j', (name) => {
    expect(readTestProject({ 'compose.yaml': MOUNTS, [`conf/${name}`]: 'x\n' }).codes).toEqual(['file-unreadable']);
  });

  it('cannot be called as another one but for upper case', () => {
    expect(readTestProject({ 'compose.yaml': MOUNTS, 'conf/readme': 'x\n', 'conf/README': 'x\n' }).codes).toEqual(['file-unreadable']);
  });

  it.each([
    ['settings.ini', `[smtp]\npassword = ${LITERAL}\n`],
    ['settings.json', `{"password": "${LITERAL}"}\n`],
    ['.env', `DB_PASSWORD=${LITERAL}\n`],
    ['app.env', `DB_PASSWORD="${LITERAL}"\n`],
    ['key.pem', '-----BEGIN PRIVATE KEY-----\nabc\n'],
    ['start.sh', `#!/bin/sh\nexport PGPASSWORD=${LITERAL}\n`],
  ])('holds no secret: %s', (name, text) => {
    expect(readTestProject({ 'compose.yaml': MOUNTS, [`conf/${name}`]: text }).codes).toEqual(['secret-literal']);
  });

  it('may hold a default, which is said', () => {
    expect(readTestProject({ 'compose.yaml': MOUNTS, 'conf/app.env': 'DB_PASSWORD=changeme\n' }).codes).toEqual(['secret-default']);
  });

  it.each([
    ['Dockerfile', `FROM app:1\nENV API_TOKEN=${LITERAL}\n`],
    ['.env.production', `API_TOKEN=${LITERAL}\n`],
    ['.npmrc', `//registry.example.net/:_authToken=${LITERAL}\n`],
    ['key.pem', '-----BEGIN PRIVATE KEY-----\nabc\n'],
  ])('holds none where something is built: %s', (name, text) => {
    expect(readTestProject({ 'compose.yaml': BUILDS, [`conf/${name}`]: text }).codes).toEqual(['secret-literal']);
  });

  it('may be the source code of a program that has to do with secrets', () => {
    const code = 'const password = form.password\ntoken = request.headers.token\n';
    expect(readTestProject({ 'compose.yaml': BUILDS, 'conf/main.js': code }).codes).toEqual([]);
  });
});

describe('a secret with a dollar in it', () => {
  it('is not shown as the name of a variable', () => {
    const compose = 'services: { app: { image: "app:1", environment: [DB_PASSWORD] } }\n';
    expect(readTestProject({ 'compose.yaml': compose, '.env': `DB_PASSWORD=pa$${LITERAL}\n` }).codes).toEqual(['secret-literal']);
  });
});

describe('include', () => {
  it('may be empty', () => {
    expect(readTestProject({ 'compose.yaml': `include:\n${MOUNTS}`, 'conf/a': 'a\n' }).codes).toEqual([]);
  });
});

describe('a key that every object has', () => {
  it.each(['__proto__', 'constructor', 'toString'])('%s is one that is not known', (key) => {
    const compose = `services: { app: { image: "app:1", "${key}": { a: 1 } } }\n`;
    expect(readTestProject({ 'compose.yaml': compose }).codes).toEqual([]);
  });
});
