import type { PlaybookParameter } from '../../../core/facts/automation/playbook.ts';
import type { Project, Template } from '../facts/project.ts';

/** What `apply.py` brings about: bodies of requests, in which a name stands where the API has an id. */
export function desiredState(project: Project): Readonly<Record<string, unknown>> {
  return {
    schema: 'rackbook/semaphore/1',
    project: { name: project.name, alert: false, max_parallel_tasks: 1 },
    keys: project.keys,
    repositories: project.repositories.map(({ name, url, branch, key }) => ({ name, git_url: url, git_branch: branch, ssh_key: key })),
    inventories: project.inventories.map(({ name, file, key }) => ({ name, type: 'file', inventory: file, ssh_key: key })),
    environments: project.environments.map(({ name, variables, secrets }) => ({
      name,
      json: JSON.stringify(variables),
      env: '{}',
      secrets,
    })),
    views: project.views.map((title, index) => ({ title, position: index + 1 })),
    templates: project.templates.map(templateBody),
    schedules: project.schedules.map(({ name, template, cron }) => ({ name, template, cron_format: cron, active: true })),
  };
}

function templateBody(template: Template): Readonly<Record<string, unknown>> {
  const { name, description, app, path, repository, inventory, environment, view, vault, asks } = template;
  return {
    name,
    description,
    app,
    playbook: path,
    arguments: '[]',
    allow_override_args_in_task: false,
    suppress_success_alerts: true,
    repository,
    ...(inventory === undefined ? {} : { inventory }),
    environment,
    view,
    vaults: vault === undefined ? [] : [{ name: 'default', type: 'password', vault_key: vault }],
    survey_vars: asks.map(surveyVariable),
  };
}

/** A list where it can be chosen from one, else a text. */
export function surveyVariable({ name, title, what, required, values }: PlaybookParameter): Readonly<Record<string, unknown>> {
  return {
    name,
    title,
    description: what,
    required,
    type: values === undefined ? '' : 'enum',
    values: (values ?? []).map((value) => ({ name: value, value })),
  };
}
