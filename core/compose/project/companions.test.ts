import { generateKeyPairSync } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeZip } from '../../../lib/archive/test-zip.ts';
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

  it.each([
    ['logo.png', Buffer.from('89504e470d0a1a0a0000000d49484452ff', 'hex')],
    ['settings.xml', Buffer.from('\ufeff<a/>\n')],
    ['names.txt', Buffer.from('Z\xfcrich', 'latin1')],
    ['dump.sql', Buffer.alloc(2 * 1024 * 1024, 'x\n')],
  ])('goes along to the byte: %s', (name, bytes) => {
    const { project, codes } = readTestProject({ 'compose.yaml': MOUNTS, [`conf/${name}`]: bytes });
    expect(codes).toEqual([]);
    expect(project?.companions).toMatchObject([{ path: `conf/${name}`, bytes }]);
  });

  it.each([
    ['a token between bytes', Buffer.from(`\0\x01\x02${['glpat', 'a1B2c3D4e5F6g7H8i9J0'].join('-')}\0`, 'latin1')],
    ['a key', generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' })],
    ['settings in UTF-16', Buffer.from(`\ufeffpassword = ${LITERAL}\n`, 'utf16le')],
    ['settings in Latin 1', Buffer.from(`# Z\xfcrich\npassword = ${LITERAL}\n`, 'latin1')],
    ['a long file of settings', Buffer.from(`${'# more\n'.repeat(200_000)}password = ${LITERAL}\n`)],
  ])('that is no text holds no secret either: %s', (_, bytes) => {
    expect(readTestProject({ 'compose.yaml': MOUNTS, 'conf/x.conf': bytes }).codes).toEqual(['secret-literal']);
  });

  it.each([
    ['zip', makeZip([{ name: 'app/.env', content: `API_TOKEN=${LITERAL}\n` }])],
    ['gz', gzipSync(`# more\nAPI_TOKEN=${LITERAL}\n`)],
    [
      'zip with a key',
      makeZip([{ name: 'key', content: generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }) }]),
    ],
  ])('that is packed holds no secret either: %s', (_, bytes) => {
    const { codes, said } = readTestProject({ 'compose.yaml': MOUNTS, 'conf/packed': bytes });
    expect(codes).toEqual(['secret-literal']);
    expect(said[0]?.message).not.toContain(LITERAL);
  });

  it('that is packed and cannot be looked through goes along with a warning', () => {
    const bytes = makeZip([{ name: 'notes', content: '', flags: 1 }]);
    const { codes, said, project } = readTestProject({ 'compose.yaml': MOUNTS, 'conf/packed.zip': bytes });
    expect(codes).toEqual(['file-unreadable']);
    expect(said[0]).toMatchObject({ severity: 'warning' });
    expect(project?.companions).toMatchObject([{ path: 'conf/packed.zip' }]);
  });

  it('is not looked through for settings where it is no text', () => {
    const bytes = Buffer.from(`\0\xffpassword = ${LITERAL}\n`, 'latin1');
    expect(readTestProject({ 'compose.yaml': MOUNTS, 'conf/seed.db': bytes }).codes).toEqual([]);
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

  it('is in the context of a build that says none, or beside it', () => {
    const files = { 'docker/Dockerfile': 'FROM app:1\n', 'src/a': 'a\n' };
    const taken = (build: string) =>
      readTestProject({ 'compose.yaml': `services: { app: { build: ${build} } }\n`, ...files }).project?.companions.map(({ path }) => path);
    expect(taken('{ dockerfile: docker/Dockerfile }')).toEqual(['docker/Dockerfile', 'src/a']);
    expect(taken('{ context: src, dockerfile: ../docker/Dockerfile }')).toEqual(['docker/Dockerfile', 'src/a']);
    expect(taken('{ context: src, dockerfile: a }')).toEqual(['src/a']);
  });

  it('may be YAML in which an alias has no anchor yet', () => {
    const text = 'a: *later\nb: &later { password: 1 }\n';
    expect(readTestProject({ 'compose.yaml': MOUNTS, 'conf/a.yaml': text }).codes).toEqual([]);
    expect(readTestProject({ 'compose.yaml': MOUNTS, 'conf/a.yaml': `${text}token: ${LITERAL}\n` }).codes).toEqual(['secret-literal']);
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

describe('a Compose file', () => {
  const text = 'services: { app: { image: "app:1", environment: { CITY: "Zürich" } } }\n';

  it('may be UTF-16 with a byte order mark, as Compose reads it', () => {
    const { project, codes } = readTestProject({ 'compose.yaml': Buffer.from(`\ufeff${text}`, 'utf16le') });
    expect(codes).toEqual([]);
    expect(project?.compose).toMatchObject({ services: { app: { environment: { CITY: 'Zürich' } } } });
  });

  it.each([
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le').fill(0xff, 0, 1)],
    ['Latin 1', Buffer.from(text, 'latin1')],
  ])('is refused in %s', (_, bytes) => {
    expect(readTestProject({ 'compose.yaml': bytes }).codes).toEqual(['file-unreadable']);
  });
});
