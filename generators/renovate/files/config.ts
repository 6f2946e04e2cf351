import type { Model } from '../../../core/contract.ts';
import { databasesOf } from '../../../core/facts/backup/databases.ts';
import { IMAGE_PATTERN } from './image-pattern.ts';

/** Everything that `npm run gen` may write, so that it is committed with the change of the inventory. */
const GENERATED = [
  'infra/**',
  'src/content/lab/**',
  '.github/workflows/rackbook-*.yml',
  '.forgejo/workflows/rackbook-*.yml',
  'renovate.json',
];

/** `renovate.json` of a lab. It edits `inventory/` and nothing else. */
export function renovateConfig(model: Model): Readonly<Record<string, unknown>> {
  const { 'after-update': afterUpdate, 'minimum-age': age } = model.lab.systems.renovate;
  const databases = databaseImages(model);
  return {
    $schema: 'https://docs.renovatebot.com/renovate-schema.json',
    description: ['Generated from the inventory; edit that, then npm run gen.'],
    extends: ['config:recommended'],
    timezone: model.lab.timezone,
    // Its own finders know Compose files and workflows, and would edit what is generated.
    enabledManagers: ['custom.regex'],
    includePaths: ['inventory/**'],
    customManagers: [
      {
        customType: 'regex',
        description: ['Images of services, in the inventory and in Compose files that lie in it'],
        managerFilePatterns: ['/^inventory/.+\\.ya?ml$/'],
        matchStrings: [IMAGE_PATTERN],
        datasourceTemplate: 'docker',
      },
    ],
    minimumReleaseAge: `${age} ${age === 1 ? 'day' : 'days'}`,
    packageRules: [
      ...(databases.length > 0
        ? [
            {
              description: ['A new major version of a database does not read the files of the old one: dump, update, load, by hand'],
              matchDatasources: ['docker'],
              matchPackageNames: databases,
              matchUpdateTypes: ['major'],
              dependencyDashboardApproval: true,
            },
          ]
        : []),
    ],
    ...(afterUpdate === 'bot'
      ? { postUpgradeTasks: { commands: ['npm ci --no-audit --no-fund', 'npm run gen'], fileFilters: GENERATED, executionMode: 'branch' } }
      : { prBodyNotes: ['The generated files are not part of this. Run `npm run gen` in this branch, and commit what it writes.'] }),
  };
}

/** Images of containers that keep a database, as the inventory writes them, without tag and digest. Sorted. */
function databaseImages(model: Model): readonly string[] {
  const images = databasesOf(model).flatMap(({ service, container }) => {
    const image = service.compose?.services?.[container]?.image;
    return typeof image === 'string' ? [image.replace(/@.*$/, '').replace(/:[^/:]*$/, '')] : [];
  });
  return [...new Set(images)].sort();
}
