/** Local snapshots: they undo a bad change, and are lost with the disk. */
export type Snapshots =
  | {
      readonly tool: 'btrbk';
      /** systemd calendar expression. */
      readonly schedule: string;
      readonly keep: Readonly<Record<string, number>>;
      readonly of: readonly { readonly mount: string }[];
    }
  | {
      readonly tool: 'sanoid';
      readonly keep: Readonly<Record<string, number>>;
      readonly of: readonly { readonly mount: string; readonly dataset: string }[];
    }
  | {
      readonly tool: 'lvm';
      /** systemd calendar expression. */
      readonly schedule: string;
      readonly keep: number;
      /** Space for what changes, of a volume that is not thin: `5G`. */
      readonly size?: string;
      readonly of: readonly { readonly mount: string; readonly volume: string }[];
    }
  | { readonly tool: 'proxmox'; readonly when: string; readonly keep: string };
