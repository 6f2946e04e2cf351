import type { Model } from '../../../core/contract.ts';
import { automationOf } from '../../../core/facts/automation/automation-of.ts';
import type { Playbook, PlaybookId, PlaybookParameter } from '../../../core/facts/automation/playbook.ts';
import { playbooksOf } from '../../../core/facts/automation/playbooks.ts';
import { provisioningRoots } from '../../../core/facts/automation/provisioning-roots.ts';
import { secretStoreOf } from '../../../core/facts/secrets/store.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { parseCalendar } from '../../../lib/calendar/calendar.ts';
import { cronForm } from '../../../lib/calendar/cron-form.ts';
import { once } from '../../../lib/once.ts';

/** A project of Semaphore. Its parts know each other by name; no value of a secret is in it. */
export interface Project {
  readonly name: string;
  readonly service: Service;
  /** `none`, `ssh`, `login_password`. */
  readonly keys: readonly { readonly name: string; readonly type: string }[];
  readonly repositories: readonly { readonly name: string; readonly url: string; readonly branch: string; readonly key: string }[];
  /** A file of the repository. */
  readonly inventories: readonly { readonly name: string; readonly file: string; readonly key: string }[];
  /** Groups of variables; `secrets` are names of those that a person fills in. */
  readonly environments: readonly {
    readonly name: string;
    readonly variables: Readonly<Record<string, string>>;
    readonly secrets: readonly string[];
  }[];
  /** In the order in which they are shown. */
  readonly views: readonly string[];
  readonly templates: readonly Template[];
  readonly schedules: readonly { readonly name: string; readonly template: string; readonly cron: string }[];
}

export interface Template {
  readonly name: string;
  readonly description: string;
  readonly app: 'ansible' | 'terraform' | 'tofu';
  /** File of a playbook, or folder of Terraform. */
  readonly path: string;
  readonly repository: string;
  readonly inventory?: string;
  readonly environment: string;
  readonly view: string;
  /** Key with the password of the store of secrets. */
  readonly vault?: string;
  readonly asks: readonly PlaybookParameter[];
}

const NONE = 'None';
const REPOSITORY = 'Repository';
const MACHINES = 'Machines';
const STORE = 'Store of secrets';
const PLAYBOOKS = 'Playbooks';

/** Pages of the site, by what a playbook is about. */
const VIEWS: Readonly<Record<PlaybookId, string>> = {
  site: 'Hosts',
  deploy: 'Services',
  check: 'Status',
  update: 'Hosts',
  backup: 'Backup',
  restore: 'Backup',
  rebuild: 'Hosts',
  bootstrap: 'Hosts',
};
const ROOTS_VIEW = 'Hosts';
/** As the site has them. */
const VIEW_ORDER = ['Hosts', 'Services', 'Backup', 'Status'];

/** The project of a lab; undefined where the inventory names no service for it, or nothing is there that it could run. */
export const projectOf = once((model: Model): Project | undefined => {
  const { lab, services } = model;
  const { service: id, repository, branch, login, provisioner, schedules } = lab.systems.semaphore;
  const service = services.find((each) => each.id === id);
  const url = repository ?? lab.recovery.git?.url;
  const automation = automationOf(model);
  if (!service || service.planned || url === undefined || !automation) return undefined;
  const ofRepository = keyOf(url, login);
  const playbooks = playbooksOf(model);
  const roots = provisioningRoots(model);
  const opens = secretStoreOf(model)?.opens;
  return {
    name: lab.title,
    service,
    keys: [
      { name: NONE, type: 'none' },
      ...(ofRepository === 'none' ? [] : [{ name: REPOSITORY, type: ofRepository }]),
      { name: MACHINES, type: 'ssh' },
      ...(opens?.by === 'password' ? [{ name: STORE, type: 'login_password' }] : []),
    ],
    repositories: [{ name: REPOSITORY, url, branch, key: ofRepository === 'none' ? NONE : REPOSITORY }],
    inventories: [{ name: MACHINES, file: automation.inventory, key: MACHINES }],
    environments: [
      { name: PLAYBOOKS, variables: {}, secrets: opens?.by === 'key' ? [opens.variable] : [] },
      ...roots.map(({ title, needs }) => ({ name: title, variables: {}, secrets: needs })),
    ],
    views: VIEW_ORDER,
    templates: [
      ...playbooks.map(
        (playbook): Template => ({
          ...ofPlaybook(playbook),
          ...(opens?.by === 'password' ? { vault: STORE } : {}),
          path: automation.playbook(playbook.id),
        }),
      ),
      ...roots.map(
        ({ title, folder }): Template => ({
          name: `Terraform: ${title}`,
          description: 'Plans, and applies once somebody has read the plan and agreed',
          app: provisioner,
          path: folder,
          repository: REPOSITORY,
          environment: title,
          view: ROOTS_VIEW,
          asks: [],
        }),
      ),
    ],
    schedules: playbooks.flatMap(({ id: playbook, title }) => {
      const text = playbook in schedules ? schedules[playbook as keyof typeof schedules] : undefined;
      const calendar = text === undefined ? undefined : parseCalendar(text);
      const cron = calendar && cronForm(calendar);
      return cron === undefined ? [] : [{ name: title, template: title, cron }];
    }),
  };
});

function ofPlaybook({ id, title, what, parameters }: Playbook): Omit<Template, 'path'> {
  return {
    name: title,
    description: what,
    app: 'ansible',
    repository: REPOSITORY,
    inventory: MACHINES,
    environment: PLAYBOOKS,
    view: VIEWS[id],
    // A folder for the report is of no use there: the log shows it.
    asks: parameters.filter(({ name }) => name !== 'lab_report'),
  };
}

/** What a repository is opened with, by its address. */
function keyOf(url: string, login: boolean): 'none' | 'ssh' | 'login_password' {
  if (!/^https?:/.test(url)) return 'ssh';
  return login ? 'login_password' : 'none';
}
