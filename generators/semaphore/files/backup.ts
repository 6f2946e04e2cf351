import type { Project } from '../facts/project.ts';
import { surveyVariable } from './desired.ts';

/** A backup of a project as Semaphore makes and restores it: its keys have no values, and a person fills them in after. */
export function projectBackup(project: Project): Readonly<Record<string, unknown>> {
  return {
    meta: { name: project.name, alert: false, max_parallel_tasks: 1 },
    keys: project.keys,
    repositories: project.repositories.map(({ name, url, branch, key }) => ({ name, git_url: url, git_branch: branch, ssh_key: key })),
    inventories: project.inventories.map(({ name, file, key }) => ({ name, type: 'file', inventory: file, ssh_key: key })),
    environments: project.environments.map(({ name, variables }) => ({ name, json: JSON.stringify(variables), env: '{}' })),
    views: project.views.map((title, index) => ({ title, position: index + 1 })),
    templates: project.templates.map(({ name, description, app, path, repository, inventory, environment, view, vault, asks }) => ({
      name,
      description,
      app,
      playbook: path,
      arguments: '[]',
      type: '',
      allow_override_args_in_task: false,
      suppress_success_alerts: true,
      autorun: false,
      repository,
      ...(inventory === undefined ? {} : { inventory }),
      environment,
      view,
      vaults: vault === undefined ? [] : [{ name: 'default', type: 'password', vault_key: vault }],
      survey_vars: asks.map(surveyVariable),
    })),
    schedules: project.schedules.map(({ name, template, cron }) => ({ name, template, cron_format: cron, active: true })),
  };
}
