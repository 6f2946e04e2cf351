import type { State } from '../../core/contract.ts';
import { Count, count } from '../../lib/plain-words.ts';
import { is321, protections } from './backup.ts';
import { backupAges } from './backup-age.ts';
import { reading } from './lab.ts';

export interface BackupVerdict {
  readonly state: State;
  /** One sentence for people, with its full stop. */
  readonly sentence: string;
  readonly detail: string;
}

/** What may be said of all backups together: how old the copies are first, then whether one outlives the house. */
export function backupVerdict(): BackupVerdict {
  const kept = protections.filter(({ policy }) => policy).length;
  const undecided = protections.filter(({ isUndecided }) => isUndecided).length;
  const left = protections.length - kept - undecided;
  const detail = `${kept} of ${count(protections.length, 'place')} with data have a policy${left > 0 ? `, ${left} ${left === 1 ? 'is' : 'are'} left out for a reason` : ''}${undecided > 0 ? `, ${undecided} ${undecided === 1 ? 'is' : 'are'} undecided` : ''}.`;
  const of = (state: State) => backupAges.filter((each) => each.state === state).length;
  const [late, degraded, unseen] = [of('down'), of('degraded'), of('unknown')];
  if (backupAges.length === 0) return { state: 'unknown', sentence: 'Nothing is backed up yet.', detail };
  if (late > 0) return { state: 'down', sentence: `${Count(late, 'backup')} ${late === 1 ? 'is' : 'are'} older than promised.`, detail };
  if (degraded > 0)
    return { state: 'degraded', sentence: `${Count(degraded, 'backup')} ${degraded === 1 ? 'needs' : 'need'} attention.`, detail };
  if (unseen === backupAges.length)
    return {
      state: 'unknown',
      sentence: reading.ok ? 'No backup could be seen, so none is certain.' : 'The backups have not been checked yet.',
      detail,
    };
  if (unseen > 0)
    return { state: 'unknown', sentence: `Every backup that was seen is recent. ${Count(unseen, 'backup')} could not be seen.`, detail };
  if (undecided > 0)
    return {
      state: 'degraded',
      sentence: `Every backup is recent, but the backup of ${count(undecided, 'place')} with data is undecided.`,
      detail,
    };
  return is321
    ? { state: 'up', sentence: 'Every backup is recent, and one copy is elsewhere.', detail }
    : { state: 'degraded', sentence: 'Every backup is recent, but not everything has a copy elsewhere.', detail };
}
