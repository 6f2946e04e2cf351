import type { ZodType } from 'zod';
import type { SubjectKind } from './node.ts';

/** What the inventory, the messages and the site need to know of one kind of thing that has an id. Its folder has the rest. */
export interface Kind {
  readonly kind: Exclude<SubjectKind, 'lab'>;
  /** Key at the top of an inventory file, and of the list in the Model. */
  readonly section: string;
  /** As a message names one of them: `backup policy`. */
  readonly one: string;
  /** Of one entry. */
  readonly schema: ZodType;
  /** Site path of its page, or of the part of a page that shows it. */
  readonly page: (id: string) => string;
}
