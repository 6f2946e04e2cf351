import type { Service } from '../model/service/service.ts';
import type { KeyPath } from '../parse/locate.ts';

/** Something that labels of a container, or the container of the ingress itself, tell the ingress, and that the inventory does not say. */
export interface OwnRoute {
  readonly service: Service;
  readonly container: string;
  /** In the words of the ingress. */
  readonly what: string;
  readonly from: 'labels' | 'settings';
  /** Where the project says it, seen from the container. */
  readonly at: KeyPath;
  /** Why it is right; absent where nothing says so. */
  readonly because?: string;
}
