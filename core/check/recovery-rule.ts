import type { Model } from '../contract.ts';
import type { Span } from '../diagnostic.ts';
import { type RecoveryNode, recoveryOf } from '../facts/backup/recovery.ts';
import type { Service } from '../model/service/service.ts';
import { type Place, place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';

/**
 * Nothing is needed to bring itself back: no vault holds the key to its own backup, no Git serves what its own host is built from. `gitAt` is
 * asked only when there is something to say.
 */
export function checkRecovery(model: Model, gitAt: (() => Span) | undefined, context: Context): void {
  for (const circle of recoveryOf(model).circles) {
    const best = ORDER.map((kind) => circle.findIndex(({ thing }) => thing.kind === kind)).find((index) => index >= 0) ?? 0;
    const [first, ...rest] = [...circle.slice(best), ...circle.slice(0, best)];
    const at = first && placeOf(first, gitAt);
    if (!first || !at) continue;
    context.report('recovery-cycle', at, sentence([first, ...rest], model), {
      what: 'key',
      related: rest.flatMap((node) => {
        const where = placeOf(node, gitAt);
        if (!where) return [];
        return [{ at: 'file' in where ? where : context.spanOf(where, 'key'), message: `${node.title} is part of the circle` }];
      }),
      hint: wayOut(first),
    });
  }
}

/** Where a circle is best broken. */
const ORDER: readonly RecoveryNode['thing']['kind'][] = ['secret', 'git', 'repository', 'service', 'guest', 'host'];

function sentence(circle: readonly RecoveryNode[], { lab }: Model): string {
  const [first, second, ...rest] = circle;
  if (first?.thing.kind === 'secret' && second?.thing.kind === 'repository' && rest.length === 0)
    return `${first.title} is kept nowhere but on ${first.thing.service.runsOn.title}${inVault(lab.recovery.vault)}: once that is lost, ${second.title} cannot be opened.`;
  const links = circle.map((node, index) => {
    const next = circle[(index + 1) % circle.length] ?? node;
    return `${linkWords(node, next)} ${nameOf(next)}`;
  });
  return `If all is lost, nothing of this comes back: ${first ? nameOf(first) : ''} ${links.join(', which ')}.`;
}

/** A vault that comes back would stand in the circle itself. */
const inVault = (vault: Service | undefined) => (vault ? `, and in ${vault.title}, which is not backed up` : '');

const nameOf = ({ thing, title }: RecoveryNode) => (thing.kind === 'git' ? 'this repository' : title);

/** What binds a thing to the one that it waits for. */
function linkWords({ thing }: RecoveryNode, { thing: next }: RecoveryNode): string {
  switch (thing.kind) {
    case 'secret':
      return next.kind === 'service' ? 'is kept only in' : 'is kept only with';
    case 'git':
      return 'is served only by';
    case 'host':
      return 'is built from';
    case 'guest':
      if (next.kind === 'git') return 'is built from';
      return next.kind === 'repository' ? 'comes back from' : 'runs on';
    case 'repository':
      if (next.kind === 'secret') return 'is opened by';
      return next.kind === 'host' ? 'lies on' : 'is read by';
    case 'service':
      if (next.kind === 'repository') return 'has its data in';
      return next.kind === 'service' ? 'needs' : 'runs on';
  }
}

function wayOut({ thing }: RecoveryNode): string {
  if (thing.kind === 'secret')
    return `Write it down outside of the lab, and say where: services.${thing.service.id}.secrets.${thing.secret.id}.kept.`;
  if (thing.kind === 'git') return 'Keep a copy of it outside of the lab, and say where: lab.recovery.git.kept.';
  return 'Keep a copy of one of them outside of the lab.';
}

function placeOf({ thing }: RecoveryNode, gitAt: (() => Span) | undefined): Place | Span | undefined {
  switch (thing.kind) {
    case 'git':
      return gitAt?.();
    case 'secret':
      return place('services', thing.service.id, 'secrets', thing.secret.id);
    case 'host':
      return place('hosts', thing.machine.id);
    case 'guest':
      return place('guests', thing.machine.id);
    case 'repository':
      return place('repositories', thing.repository.id);
    default:
      return place('services', thing.service.id);
  }
}
