/** What a folder below `generators/` may hold under a fixed name, and where the registry puts it. */

export interface FolderPart {
  /** Name of the file, without `.ts`. Its default export is the part. */
  readonly file: string;
  /** Key in `SystemParts`, for what the pure pipeline uses. Absent: the part has a list of its own, since it touches the world. */
  readonly key?: string;
}

/** The only part that every folder has. */
export const SYSTEM = 'system';

export const PARTS: readonly FolderPart[] = [
  { file: 'options', key: 'options' },
  { file: 'checks', key: 'checks' },
  { file: 'runbooks', key: 'runbooks' },
  { file: 'guides', key: 'guides' },
  { file: 'secrets', key: 'secrets' },
  { file: 'bundle', key: 'bundle' },
  { file: 'panels', key: 'panels' },
  { file: 'engine', key: 'engine' },
  { file: 'automates', key: 'automates' },
  { file: 'deploy', key: 'deploy' },
  { file: 'provisioning', key: 'provisioning' },
  { file: 'policy', key: 'policy' },
  { file: 'check-kinds', key: 'checkKinds' },
  { file: 'tool' },
  { file: 'checker' },
  { file: 'collector' },
  { file: 'stand-in' },
  { file: 'mutations' },
  { file: 'scenarios' },
  { file: 'proof' },
];

/** One folder: its name, and which of the parts it has. */
export interface Folder {
  readonly id: string;
  readonly parts: readonly string[];
}
