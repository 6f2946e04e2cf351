import type { Model } from '../../contract.ts';
import { playersOf } from '../../roles/played.ts';

/** Folder on a machine that jobs leave their metrics in, where the agent of the monitoring reads them from files. */
export function metricsFolder({ systems }: Pick<Model, 'systems'>): string {
  const [folder] = playersOf(systems, 'monitoring').flatMap(({ metricsFolder }) => metricsFolder ?? []);
  if (folder === undefined) throw new Error('No system says where the metrics of jobs are read: one that plays monitoring has to.');
  return folder;
}
