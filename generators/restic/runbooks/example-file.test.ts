import { describe, expect, it } from 'vitest';
import { backupJobs } from '../../../core/facts/backup/jobs.ts';
import { runbookLab } from '../../../core/facts/runbooks/test-lab.ts';
import { exampleFile } from './example-file.ts';

describe('the file that stands for what is missed', () => {
  it('is below the data of a service with containers', () => {
    expect(backupJobs(runbookLab().model).map(exampleFile)).toEqual(['/srv/proxy/config.json']);
  });

  it('is one that every machine has, where only the operating system is copied', () => {
    const left = (path: string) => ({ data: [{ path, backup: 'none', because: 'It is made again' }] });
    const lab = runbookLab({ services: { proxy: left('/srv/proxy'), site: left('/srv/site') } });
    expect(backupJobs(lab.model).map(exampleFile)).toEqual(['/etc/hostname']);
  });
});
