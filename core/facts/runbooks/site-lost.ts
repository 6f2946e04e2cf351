import type { Model } from '../../contract.ts';
import { controlLost } from '../automation/automatic.ts';
import { heldPaths } from '../backup/held-paths.ts';
import { isRunning } from '../backup/jobs.ts';
import { isCopied } from '../backup/of-machine.ts';
import { type Protection, protectionOf } from '../backup/protection.ts';
import { type RecoveryNode, recoveryOf } from '../backup/recovery.ts';
import { rebuildHostId, restoreGuestId, restoreServiceId, SITE_LOST } from './ids.ts';
import type { Runbook, RunbookStep } from './runbook.ts';

const DESK = 'your own computer';

/** Everything is gone: the order in which it comes back. */
export function siteLost(model: Model): readonly Runbook[] {
  const { waves } = recoveryOf(model);
  if (!model.hosts.some(({ planned }) => !planned)) return [];
  return [
    {
      id: SITE_LOST,
      kind: 'site-lost',
      title: 'Everything is lost',
      when: 'Fire, water or thieves took the machines and the backup disks beside them.',
      text: text(model),
      subjects: [model.lab.subject, ...model.targets.filter(({ planned, offsite }) => !planned && offsite).map(({ subject }) => subject)],
      steps: [...atHand(model), ...waves.map((wave, at) => waveStep(model, wave, at + 1))],
      next: [...new Set(waves.flatMap((wave) => wave.flatMap((node) => runbooksFor(model, node))))],
    },
  ];
}

function text(model: Model): readonly string[] {
  const offsite = model.repositories.filter((repository) => isRunning(repository) && repository.target.offsite);
  const all = protectionOf(model);
  const survives = (each: Protection) => each.policy?.repositories.some((repository) => offsite.includes(repository)) === true;
  const lost = all.filter((each) => !survives(each));
  const named = (each: Protection) => `${each.owner.title}: ${each.isUndecided ? `undecided, ${each.what}` : each.what} (${each.path})`;
  const planned = model.repositories
    .filter(({ target, planned: later }) => target.offsite && (later || target.planned))
    .map(({ title }) => title);
  return [
    offsite.length > 0
      ? `Copies in another place: ${offsite.map(({ title }) => title).join(', ')}. What they hold can be had back.`
      : `There is no copy in another place. Every backup burned with the machines: the data are lost, and what comes back is an empty lab, built from this repository.${planned.length > 0 ? ` Planned, and not there yet: ${planned.join(', ')}.` : ''}`,
    ...(lost.length > 0 ? [`Lost for good, unless a backup disk was saved: ${lost.map(named).join('; ')}.`] : []),
    ...controlLost(model),
    'If a backup disk was saved, plug it into the new machine that its host becomes, and nothing of what it holds is lost.',
  ];
}

/** What has to be found before the first machine is bought. */
function atHand({ lab: { recovery }, services, repositories }: Model): readonly RunbookStep[] {
  const { git, vault } = recovery;
  const kept = services
    .filter(({ planned }) => !planned)
    .flatMap((service) =>
      service.secrets.flatMap((secret) => (secret.kept === undefined ? [] : [`${secret.id} of ${service.title}: ${secret.kept}`])),
    );
  const openers = repositories.filter(
    (each) => isRunning(each) && each.target.offsite && each.password !== undefined && each.password.kept === undefined,
  );
  return [
    {
      id: 'repository',
      title: 'Find a copy of this repository',
      on: DESK,
      expect: git
        ? `${git.kept === undefined ? '' : `It is kept outside of the lab: ${git.kept}. `}It is cloned from ${git.url}${git.service && !git.service.planned ? `, which ${git.service.title} served and which is gone too` : ''}.`
        : 'The inventory does not say where one is (lab.recovery.git).',
    },
    {
      id: 'secrets',
      title: 'Find the secrets that are kept outside of the lab',
      on: DESK,
      expect: `${kept.length > 0 ? `${kept.join('. ')}.` : 'The inventory names none (secrets.*.kept).'}${vault && !vault.planned ? ` ${vault.title} held the others and comes back late or not at all; a phone or a laptop that was logged in to it may still show them. Do not log out there.` : ''}`,
      ...(openers.length > 0
        ? { caution: `Without their passwords these cannot be read: ${openers.map(({ title }) => title).join(', ')}.` }
        : {}),
    },
  ];
}

function waveStep(model: Model, wave: readonly RecoveryNode[], at: number): RunbookStep {
  const see = [...new Set(wave.flatMap((node) => runbooksFor(model, node)))];
  return {
    id: `wave-${at}`,
    title: `Bring back: ${wave.map(({ title }) => title).join('; ')}`,
    on: at === 1 ? DESK : 'the new machines',
    expect:
      at === 1
        ? 'They need nothing of the lab.'
        : see.length > 0
          ? 'All that they need has come back before; among themselves the order does not matter.'
          : 'They came back with their machine, and are started by its up.sh or by hand. See that each of them works before you go on: the next ones need them.',
    ...(see.length > 0 ? { see } : {}),
  };
}

/** What says how one thing comes back; nothing for what comes with something else. */
export function runbooksFor(model: Model, { thing }: RecoveryNode): readonly string[] {
  switch (thing.kind) {
    case 'host':
      return [rebuildHostId(thing.machine)];
    case 'guest':
      return isCopied(model, thing.machine) ? [restoreGuestId(thing.machine)] : [];
    case 'service':
      // A host's own data come back with it.
      return thing.service.runsOn.kind === 'guest' && heldPaths(model, thing.service).length > 0 ? [restoreServiceId(thing.service)] : [];
    default:
      return [];
  }
}
