/** The alerts of the reference lab fire by what the jobs of the backup leave, and not before. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { toolOf } from '../../registry/catalog.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { run } from '../../tools/process.ts';
import { REFERENCE } from '../labs/labs.ts';

const tool = await findTool(toolOf('promtool'));
if (isMissing(tool)) process.stderr.write(`SKIPPED tests/accept/backup-alerts.test.ts: ${tool.missing}\n`);
it.runIf(process.env['CI'] === 'true')('promtool is there in CI', () => expect(isMissing(tool)).toBe(false));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rackbook-alerts-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DAY = 86_400;
/** A number that stays as it is for two days. */
const always = (value: number) => `${value}x2900`;
const scraped = (name: string, labels: Record<string, string>) =>
  `${name}{${Object.entries({ job: 'node', instance: 'srv-1:9100', ...labels })
    .map(([key, value]) => `${key}="${value}"`)
    .join(',')}}`;
const SUCCESS = 'rackbook_job_last_success_timestamp_seconds';
const copy = (of: string) => ({ exported_job: 'backup', policy: 'appdata', repository: of });
const series = [
  [scraped(SUCCESS, copy('restic-usb')), 0],
  [scraped(SUCCESS, copy('restic-b2')), DAY],
  [scraped('rackbook_backup_rpo_seconds', { policy: 'appdata' }), DAY],
  [scraped('rackbook_guest_backup_last_success_timestamp_seconds', { vmid: '133', datastore: 'usb' }), 0],
  [scraped('rackbook_guest_backup_rpo_seconds', { vmid: '133', datastore: 'usb' }), DAY],
  [scraped('rackbook_guest_backup_last_success_timestamp_seconds', { vmid: '135', datastore: 'usb' }), DAY],
  [scraped('rackbook_guest_backup_rpo_seconds', { vmid: '135', datastore: 'usb' }), DAY],
  [scraped('rackbook_job_exit_code', { exported_job: 'dump', policy: 'guests' }), 1],
  [scraped('rackbook_job_exit_code', { exported_job: 'check', repository: 'restic-usb' }), 1],
  [scraped('rackbook_job_exit_code', { exported_job: 'prune', repository: 'restic-usb' }), 0],
] as const;

const fires = (at: string, alertname: string, labels: Record<string, string>, summary: string, severity = 'critical') => ({
  eval_time: at,
  alertname,
  exp_alerts: [{ exp_labels: { severity, instance: 'srv-1:9100', ...labels }, exp_annotations: { summary } }],
});

it.skipIf(isMissing(tool))('promtool takes the rules and sees them fire', async () => {
  if (isMissing(tool)) return;
  const service = parse(readFileSync(join(REFERENCE, 'services/prometheus.yaml'), 'utf8')) as {
    compose: { configs: { rules: { content: string } } };
  };
  // Compose takes two dollars for one.
  writeFileSync(join(folder, 'rules.yml'), service.compose.configs.rules.content.replaceAll('$$', '$'));
  const tests = [
    {
      interval: '1m',
      input_series: series.map(([name, value]) => ({ series: name, values: always(value) })),
      alert_rule_test: [
        { eval_time: '1430m', alertname: 'BackupTooOld', exp_alerts: [] },
        { eval_time: '1430m', alertname: 'GuestBackupTooOld', exp_alerts: [] },
        fires(
          '1460m',
          'BackupTooOld',
          { job: 'node', ...copy('restic-usb') },
          'The last good backup by appdata on srv-1:9100 is older than promised',
        ),
        fires(
          '1460m',
          'GuestBackupTooOld',
          { vmid: '133', datastore: 'usb' },
          'The last backup of guest 133 in usb is older than promised',
        ),
        fires(
          '10m',
          'BackupFailed',
          { job: 'node', exported_job: 'dump', policy: 'guests' },
          'The last dump by guests on srv-1:9100 failed with exit code 1',
          'warning',
        ),
        fires(
          '10m',
          'RepositoryCheckFailed',
          { job: 'node', exported_job: 'check', repository: 'restic-usb' },
          'check of restic-usb failed with exit code 1',
        ),
      ],
    },
  ];
  writeFileSync(join(folder, 'tests.yml'), stringify({ rule_files: ['rules.yml'], evaluation_interval: '1m', tests }));
  expect(await run([...tool.argv, 'check', 'rules', 'rules.yml'], { cwd: folder })).toMatchObject({ code: 0 });
  const tested = await run([...tool.argv, 'test', 'rules', 'tests.yml'], { cwd: folder });
  expect(`${tested.stdout}${tested.stderr}`).toContain('SUCCESS');
  expect(tested.code).toBe(0);
});
