import { once } from '../../../lib/once.ts';
import { list } from '../../../lib/plain-words.ts';
import { writableMounts } from '../../compose/mounts.ts';
import type { Model } from '../../contract.ts';
import type { DataPath } from '../../model/service/data-path.ts';
import type { Service } from '../../model/service/service.ts';
import type { StateKind } from '../../roles/dump-tool.ts';
import { databasesOfService, kindsOf, stateOf } from './databases.ts';
import { filesOf, writtenBy } from './jobs.ts';
import { isBelow, type KeptFiles, keptFiles } from './kept-files.ts';
import { quiesceOf } from './quiesce.ts';

/** A database whose files are copied while its program writes to them: what comes back may be as after a power failure, or no database. */
export interface UndumpedFiles extends KeptFiles {
  readonly container: string;
  /** The program, for people: `Redis`. */
  readonly title: string;
  /** Whether it could be dumped, and is not. */
  readonly dumpable: boolean;
}

/** The databases of a data path that are copied while they run, sorted by container. None of what is copied nowhere. */
export function undumpedIn(model: Pick<Model, 'systems'>, service: Service, data: DataPath): readonly UndumpedFiles[] {
  const { policy } = data.backup;
  if (!policy) return [];
  const quiesced = quiesceOf(model, service, data);
  if (quiesced === 'stop' || quiesced === 'snapshot') return [];
  const all = filesOfDatabases(model.systems)(service).filter((files) => files.data === data);
  const isDumped = quiesced === 'dump' && (filesOf(policy).length > 0 || policy.dumps !== undefined || writtenBy(policy).length === 0);
  return isDumped ? all.filter(({ dumpable }) => !dumpable) : all;
}

/** The programs with their containers, for people: `Redis in cache`. */
export function undumpedWords(undumped: readonly UndumpedFiles[]): string {
  return list(undumped.map(({ title, container }) => `${title} in ${container}`));
}

/** Files of every database of a service that a data path holds, whether it is dumped or not. */
const filesOfDatabases = once((systems: Model['systems']) =>
  once((service: Service): readonly UndumpedFiles[] => {
    const dumpable = new Map(databasesOfService({ systems }, service).map((database) => [database.container, database]));
    const dumped = new Set([...dumpable.values()].map(({ files }) => files));
    return stateOf({ systems }, service).flatMap(({ container, fragment, kind: byImage }) => {
      const kind = byImage ?? kindByFolder(kindsOf(systems), fragment);
      if (!kind) return [];
      const database = dumpable.get(container);
      const kept = database ?? keptFiles(kind, service, fragment);
      // Beside the database itself others may have its files, such as one that shows them.
      if (!kept || (!database && dumped.has(kept.files))) return [];
      return [{ container, title: kind.title, data: kept.data, files: kept.files, dumpable: database !== undefined }];
    });
  }),
);

/** The kind of an unknown image that has something mounted where only that kind has its files. */
function kindByFolder(kinds: readonly StateKind[], fragment: Readonly<Record<string, unknown>>): StateKind | undefined {
  const targets = writableMounts(fragment).map(({ target }) => target);
  return kinds.find(
    ({ unmistakable, folders }) => unmistakable && folders.some((folder) => targets.some((target) => isBelow(target, folder))),
  );
}
