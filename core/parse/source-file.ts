/** One inventory file as text. */
export interface SourceFile {
  /** As messages show it, with `/`: `inventory/services/pdf.yaml`. */
  readonly path: string;
  readonly text: string;
}
