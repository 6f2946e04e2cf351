/** One file of the inventory as text. */
export interface SourceFile {
  /** As messages show it, with `/`: `inventory/services/pdf.yaml`. */
  readonly path: string;
  readonly text: string;
  /** Mode of a file that lies beside a Compose project; others are not taken along. */
  readonly mode?: 0o644 | 0o755;
  /** The file itself, where it lies beside a Compose project and `text` in UTF-8 is not the same. */
  readonly bytes?: Uint8Array;
  /** Why there is no text; then `text` is empty. It matters only when something reads the file. */
  readonly unreadable?: string;
}

/** A file of the inventory that counts for the lab: what lies beside it, and what nothing names, is none. */
export interface LabSource extends SourceFile {
  /** It is `read` for what it says, or `taken` along as it is, to lie beside a Compose file. */
  readonly use: 'read' | 'taken';
}
