import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRuntime } from '../../core/read-runtime.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { run } from '../../tools/process.ts';
import { promtool } from '../prometheus/tool.ts';
import { metricsSettings } from './files/settings.ts';

let home: string;
let script: string;
const store = () => join(home, "it's a disk $x/store");
const file = () => join(home, 'metrics/rackbook-guests.prom');

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rackbook-pbs-'));
  mkdirSync(join(home, 'metrics'));
  const guests = [
    { vmid: 101, rpo: 86_400 },
    { vmid: 102, rpo: 3600 },
    { vmid: 103, rpo: 60 },
  ];
  const repository = { id: 'images', location: 'store' } as never;
  const datastore = { repository, machine: {} as never, folder: store(), mount: '/', prune: '', verify: '', keep: {}, guests };
  script = join(home, 'metrics.sh');
  writeFileSync(script, readRuntime('generators/pbs/runtime/metrics.sh'));
  const settings = metricsSettings('one', [datastore], join(home, 'metrics'));
  writeFileSync(join(home, 'metrics.settings'), settings);
  chmodSync(script, 0o755);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function finished(place: string): void {
  const index = join(store(), place, 'index.json.blob');
  mkdirSync(dirname(index), { recursive: true });
  writeFileSync(index, '');
}
const values = () =>
  readFileSync(file(), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
const seconds = (time: string) => Date.parse(time) / 1000;

describe('the ages of backups', () => {
  beforeEach(() => {
    mkdirSync(join(store(), '.chunks'), { recursive: true });
    finished('vm/101/2026-10-01T01:00:05Z');
    finished('vm/101/2026-11-01T01:00:05Z');
    // Not finished, in a chunk, of an undeclared guest, of a host, and with an invalid time.
    mkdirSync(join(store(), 'vm/101/2026-11-02T01:00:05Z'), { recursive: true });
    finished('.chunks/vm/101/2026-11-03T01:00:05Z');
    finished('vm/999/2026-11-04T01:00:05Z');
    finished('host/101/2026-11-04T01:00:05Z');
    finished('vm/101/2026-11-05');
    // In a namespace of a namespace.
    finished('ct/102/2026-09-01T01:00:05Z');
    finished('ns/a/ns/b/ct/102/2026-11-01T02:00:05Z');
  });

  it('are those of the newest finished one, in every namespace; a guest without any has 0', async () => {
    expect(await run([script])).toMatchObject({ code: 0, stderr: '' });
    expect(values()).toEqual([
      `rackbook_guest_backup_last_success_timestamp_seconds{vmid="101",datastore="store"} ${seconds('2026-11-01T01:00:05Z')}`,
      `rackbook_guest_backup_last_success_timestamp_seconds{vmid="102",datastore="store"} ${seconds('2026-11-01T02:00:05Z')}`,
      'rackbook_guest_backup_last_success_timestamp_seconds{vmid="103",datastore="store"} 0',
      'rackbook_guest_backup_rpo_seconds{vmid="101",datastore="store"} 86400',
      'rackbook_guest_backup_rpo_seconds{vmid="102",datastore="store"} 3600',
      'rackbook_guest_backup_rpo_seconds{vmid="103",datastore="store"} 60',
    ]);
    expect(existsSync(`${file()}.part`)).toBe(false);
  });

  it('are metrics that promtool takes', async (context) => {
    const tool = await findTool(promtool);
    if (isMissing(tool)) return context.skip(tool.missing);
    await run([script]);
    expect(await run([...tool.argv, 'check', 'metrics'], { input: readFileSync(file()) })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('go on getting older while the disk is away', async () => {
    await run([script]);
    const before = values();
    rmSync(store(), { recursive: true });
    const { code, stderr } = await run([script]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: `There is no datastore in ${store()}. What was last known of store is kept.\n` });
    expect(values()).toEqual(before);
  });
});

it('tells nothing of a datastore that never was there', async () => {
  expect((await run([script])).code).toBe(1);
  expect(values()).toEqual([]);
});
