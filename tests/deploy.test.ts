/** What gen writes below `infra/` gets to a machine: every file has its way, and what is said of each way is true of the files. */

import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stacksOf } from '../core/compose/stacks.ts';
import type { Model } from '../core/contract.ts';
import { deployMachinesOf } from '../core/deploy/deploy-machine.ts';
import type { Argv, Deployment } from '../core/deploy/deployment.ts';
import { deploymentsOf } from '../core/deploy/deployments.ts';
import { rebuildHostId } from '../core/facts/runbooks/ids.ts';
import { runbooksOf } from '../core/facts/runbooks/runbooks.ts';
import { generate } from '../core/generate.ts';
import { loadLab, loadSources } from '../core/load.ts';
import type { SourceFile } from '../core/parse/source-file.ts';
import type { WantedFile } from '../core/plan/change.ts';
import { readRuntime } from '../core/read-runtime.ts';
import { quote } from '../formats/shell.ts';
import { systems } from '../registry/systems.gen.ts';
import { LABS } from './labs/labs.ts';
import { shuffle } from './shuffle.ts';

interface Lab {
  readonly sources: readonly SourceFile[];
  readonly model: Model;
  readonly files: readonly WantedFile[];
  readonly deployments: readonly Deployment[];
}

/** Programs that a machine finds by their names: of Debian's essential system, of systemd, or of what the deployment says it needs. */
const WELL_KNOWN = ['grep', 'rm', 'sysctl', 'systemctl', 'test', 'nft', 'docker', 'dnsmasq', 'unbound-checkconf'];

/** Users and tokens come back with the settings of a backup server; those of a hypervisor are made when something needs one again. */
const RIGHTS = /\/access(\/apply)?\.sh$/;

const labs = await Promise.all(
  LABS.map(async ({ name, inventoryDir }) => {
    const loaded = await loadLab(inventoryDir, systems);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
    const { model } = loaded.value;
    const files = generate(model, systems, [], readRuntime);
    if (!files.ok) throw new Error(JSON.stringify(files.diagnostics));
    return { name, sources: loaded.sources, model, files: files.value, deployments: [...deploymentsOf(model).values()].flat() };
  }),
);

describe.each(labs)('deployments of $name', (lab) => {
  it('bring each file below infra/ to a machine, or say why it goes to none', () => {
    expect(lab.files.filter((file) => file.path.startsWith('infra/') && !hasWay(lab, file)).map(({ path }) => path)).toEqual([]);
  });

  it('are of machines that are there, each with a name of its own on its machine', () => {
    const known = deployMachinesOf(lab.model).map(({ id }) => id);
    expect(lab.deployments.filter(({ machine }) => !known.includes(machine))).toEqual([]);
    for (const [machine, of] of deploymentsOf(lab.model)) {
      for (const key of ['id', 'title'] as const) expect(repeated(of.map((each) => each[key])), machine).toEqual([]);
      expect(of.filter(({ id }) => !systems.some((system) => id === system.id || id.startsWith(`${system.id}-`)))).toEqual([]);
    }
  });

  it('take nothing along that is not generated, and everything once', () => {
    const paths = new Set(lab.files.map(({ path }) => path));
    for (const [machine, of] of deploymentsOf(lab.model)) {
      const folders = of.flatMap(({ folders = [] }) => folders);
      expect(folders.filter((folder) => !lab.files.some(({ path }) => isIn(path, folder)))).toEqual([]);
      expect(folders.filter((folder) => folders.some((other) => other !== folder && isIn(folder, other)))).toEqual([]);
      expect(repeated(folders), machine).toEqual([]);
      const places = of.flatMap(({ places = [] }) => places);
      expect(places.filter(({ from }) => !paths.has(from))).toEqual([]);
      expect(repeated(places.map(({ to }) => to)), machine).toEqual([]);
    }
  });

  it('say absolute places without a step back, sorted packages and programs that are found', () => {
    for (const deployment of lab.deployments) {
      const { packages = [], places = [], units = [], restarts = [], programs = [] } = deployment;
      expect(places.filter(({ to }) => !/^\/./.test(to) || /\/\.{0,2}(\/|$)/.test(to))).toEqual([]);
      expect(packages).toEqual([...new Set(packages)].sort());
      expect(packages.filter((name) => !/^[a-z0-9][a-z0-9.+-]+$/.test(name))).toEqual([]);
      expect([...units, ...restarts].filter((unit) => !/\.(service|timer|socket|target)$/.test(unit))).toEqual([]);
      const known = [...WELL_KNOWN, ...programs.map(({ name }) => name)];
      const unknown = argvsOf(deployment).filter(([program]) => !program.startsWith('/') && !known.includes(program));
      expect(unknown, deployment.id).toEqual([]);
    }
  });

  it('run scripts that they bring along, which can be started', () => {
    for (const deployment of lab.deployments) {
      const { root } = deployMachinesOf(lab.model).find(({ id }) => id === deployment.machine) ?? {};
      for (const [program, ...words] of argvsOf(deployment))
        for (const word of [program, ...words.map((each) => each.replace(/^--[a-z-]+=/, ''))]) {
          if (!word.startsWith(`${root}/`)) continue;
          const path = word.slice(`${root}/`.length);
          const file = lab.files.find((each) => each.path === path);
          expect(file && deployment.folders?.some((folder) => isIn(path, folder)), `${deployment.id}: ${path}`).toBe(true);
          if (word === program) expect(file?.mode, path).toBe(0o755);
        }
    }
  });

  it('are what the runbook of a dead host says by hand: its packages, its places and its scripts', () => {
    for (const host of lab.model.hosts.filter(({ planned }) => !planned)) {
      const steps = runbooksOf(lab.model).find(({ id }) => id === rebuildHostId(host))?.steps ?? [];
      const typed = steps.flatMap(({ run = [] }) => run).join('\n');
      const installed = new Set(
        [...typed.matchAll(/apt-get install --yes ([^&\n]+)/g)].flatMap(([, names = '']) => names.trim().split(' ')),
      );
      for (const { id, packages = [], places = [], run = [] } of deploymentsOf(lab.model).get(host.id) ?? []) {
        const { root } = deployMachinesOf(lab.model).find((machine) => machine.id === host.id) ?? {};
        const said = (word: string) => typed.includes(word);
        expect(packages.filter((name) => !installed.has(name))).toEqual([]);
        // What lies below the root came with the repository.
        const away = places.map(({ to }) => to).filter((to) => !to.startsWith(`${root}/`));
        expect(
          away.filter((to) => !said(to) && !said(`${dirname(to)}/`)),
          `${host.id}: ${id}`,
        ).toEqual([]);
        const scripts = run.map(([program]) => program).filter((program) => program.startsWith(`${root}/`) && !RIGHTS.test(program));
        expect(
          scripts.filter((script) => !said(quote(script))),
          `${host.id}: ${id}`,
        ).toEqual([]);
      }
    }
  });

  it('are the same in any order of the inventory', () => {
    for (const by of [1, 2, 5]) {
      const shuffled = loadSources(shuffle(lab.sources, by), systems);
      if (!shuffled.ok) throw new Error(JSON.stringify(shuffled.diagnostics));
      expect([...deploymentsOf(shuffled.value.model).values()].flat()).toEqual(lab.deployments);
    }
  });

  it('restart services of their machine that have a project', () => {
    for (const { machine, restartsServices = [] } of lab.deployments) {
      const there = stacksOf(lab.model).filter((stack) => stack.machine.id === machine);
      expect(restartsServices.filter((id) => !there.some(({ service }) => service.id === id))).toEqual([]);
    }
  });
});

/** The parts of `infra/` that are no deployment's: of a system that says why, or of the project of a machine that is there. */
function hasWay({ model, deployments }: Lab, { path, generator }: WantedFile): boolean {
  const { deploy } = systems.find(({ id }) => id === generator) ?? {};
  if (deploy && 'elsewhere' in deploy) return true;
  // What is planned and applied as one is run where the repository is.
  if (systems.some(({ provisioning }) => provisioning?.(model).some((root) => isIn(path, root.folder)))) return true;
  const [, folder, machine, name] = path.split('/');
  if (folder === 'compose') {
    const isScript = name !== undefined && /^up\.(sh|settings)$/.test(name);
    return stacksOf(model).some((stack) => stack.machine.id === machine && (isScript || stack.service.id === name));
  }
  return deployments.some(
    ({ folders = [], places = [] }) => folders.some((each) => isIn(path, each)) || places.some(({ from }) => from === path),
  );
}

function argvsOf({ tests = [], run = [], settles = [], guarded, gone = [] }: Deployment): readonly Argv[] {
  return [...tests, ...run, ...settles, ...(guarded?.undo ?? []), ...gone];
}

const isIn = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);
const repeated = (all: readonly string[]): readonly string[] => all.filter((each, index) => all.indexOf(each) !== index);
