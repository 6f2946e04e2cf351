import { emitShellSettings } from '../../formats/shell-settings.ts';
import { emitUnit } from '../../formats/systemd-unit.ts';
import { SANDBOX } from '../../formats/unit-sandbox.ts';
import type { Lab } from '../model/lab/lab.ts';
import { HEADER } from './header.ts';
import { type NamedFile, script, textFile } from './named-file.ts';

export interface FailureNotice {
  /** Id of the machine. */
  readonly machine: string;
  /** Absolute path on the machine of the folder that the files go to. */
  readonly folder: string;
  /** Name of the unit, a template: it is called with the name of the unit that failed. */
  readonly unit: `${string}@.service`;
  /** Where a failure is posted to as text, and the file on the machine that holds the token for it. */
  readonly notify: Lab['notify'];
  /** Sentence that ends the message. */
  readonly advice?: string;
}

/** Programs that telling takes, each with its package in Debian. */
export const reportingPrograms = ({ notify }: Pick<Lab, 'notify'>): Readonly<Record<string, string>> => (notify ? { curl: 'curl' } : {});

/** What tells that a unit has failed: `core/runtime/failed.sh`, its settings, and the unit that calls it. */
export function failureFiles({ machine, folder, unit, notify, advice = '' }: FailureNotice): readonly NamedFile[] {
  const values = { machine, advice, webhook: notify?.webhook ?? '', token: notify?.token ?? '' };
  return [
    script('failed.sh', 'core/runtime/failed.sh'),
    textFile('failed.settings', emitShellSettings(`Where a failure on ${machine} is reported. ${HEADER}`, { values })),
    textFile(unit, failureService(`${folder}/failed.sh`)),
  ];
}

function failureService(failedScript: string): string {
  return emitUnit(HEADER, [
    { head: 'Unit', settings: [['Description', 'Tells that a job of the backup has failed (%i)']] },
    {
      head: 'Service',
      settings: [
        ['Type', 'oneshot'],
        ['ExecStart', { command: ['/bin/sh', failedScript], instance: true }],
        ['TimeoutStartSec', '5min'],
        ['UMask', '0077'],
        ['CapabilityBoundingSet', 'CAP_DAC_READ_SEARCH'],
        ...SANDBOX,
        ['PrivateDevices', 'yes'],
        ['ProtectProc', 'invisible'],
        ['RestrictAddressFamilies', 'AF_UNIX AF_INET AF_INET6'],
        ['RestrictSUIDSGID', 'yes'],
        ['MemoryDenyWriteExecute', 'yes'],
        ['SystemCallFilter', '@system-service'],
      ],
    },
  ]);
}
