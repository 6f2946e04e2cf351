/** Names one thing of the lab in snapshots, ledgers and links: `service:jellyfin`. */
export type SubjectId = `${SubjectKind}:${string}`;

export type SubjectKind =
  | 'lab'
  | 'network'
  | 'host'
  | 'guest'
  | 'service'
  | 'middleware'
  | 'access'
  | 'allow'
  | 'target'
  | 'repository'
  | 'policy';

/** What every thing of the lab has. */
export interface Node<K extends SubjectKind> {
  readonly kind: K;
  /** Safe in paths, DNS labels and container names: `^[a-z0-9]+(-[a-z0-9]+)*$`, at most 40 characters. */
  readonly id: string;
  readonly subject: SubjectId;
  readonly title: string;
  /** One sentence for people; free text, never trusted in a format. */
  readonly summary: string;
  /** Planned things are documented and drawn, never generated, probed or backed up. */
  readonly planned: boolean;
}
