import { describe, expect, test } from 'vitest';
import { sampleLab } from '../collect/sample-lab.ts';
import { earlier, writeScript } from './script.ts';

const { model } = sampleLab();

describe('what goes wrong', () => {
  test('is chosen once and for all, and leaves alone what others stand on', () => {
    const { failing, drifted, ending } = writeScript(model);
    expect([failing?.id, drifted?.container.service.id, drifted?.image, ending?.hostname]).toEqual([
      'jellyfin',
      'db',
      'postgres:16',
      'pdf.lab.example.net',
    ]);
  });

  test('can be named', () => {
    expect(writeScript(model, 'vault').failing?.title).toBe('Vaultwarden');
  });

  test.each(['later', 'nonsense'])('cannot be %s', (id) => {
    expect(() => writeScript(model, id)).toThrow(
      `No service "${id}" can fail: it is unknown, planned, or nothing checks it. There are: db, jellyfin, pdf, prometheus, traefik, vault, wiki.`,
    );
  });

  test('is nothing in an empty lab', () => {
    expect(writeScript({ ...model, services: [], hosts: [], guests: [] })).toEqual({});
  });
});

test.each([
  ['vaultwarden/server:1.34.3', 'vaultwarden/server:1.34.2'],
  ['grafana/grafana:12.0.0', 'grafana/grafana:12.0.1'],
  ['postgres:17-alpine', 'postgres:16-alpine'],
  ['registry.lab:5000/a', 'registry.lab:5000/a:previous'],
  ['a:stable', 'a:previous'],
  [`a:1@sha256:${'a'.repeat(64)}`, `a:1@sha256:${'0'.repeat(64)}`],
])('before %s came %s', (image, expected) => {
  expect(earlier(image)).toBe(expected);
});
