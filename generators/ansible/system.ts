import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { automation } from './automation.ts';
import { accept } from './facts/acceptance.ts';
import { managedOf } from './facts/managed.ts';
import { collectionFiles } from './files/collection.ts';
import { hostsFile } from './files/hosts.ts';
import { machineFiles } from './files/machine.ts';
import { operationFiles } from './files/operations.ts';
import { playbookFiles } from './files/playbooks.ts';
import { secretFiles } from './files/secrets.ts';
import { settingsFiles } from './files/settings.ts';
import { stackFiles } from './files/stacks.ts';
import { stepRoles } from './files/step-roles.ts';

export default {
  id: 'ansible',
  title: 'Ansible',
  plays: { automation },
  *files(model: Model): Iterable<GeneratedFile> {
    if (managedOf(model).length === 0) return;
    yield* settingsFiles(model);
    yield hostsFile(model);
    yield* machineFiles(model);
    yield* secretFiles(model);
    yield* stackFiles(model);
    yield* operationFiles(model);
    yield* playbookFiles(model);
    yield* collectionFiles();
    yield* stepRoles();
  },
  accept,
} as const satisfies System;
