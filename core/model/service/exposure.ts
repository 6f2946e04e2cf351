import type { AccessPolicy } from '../access/access.ts';
import type { Middleware } from '../middleware/middleware.ts';

/** Where requests come from. `lan` is the lab's own networks; `tunnel` is the internet through the tunnel service. */
export type Audience = 'lan' | 'tunnel';

/** One hostname of a service. */
export interface Exposure {
  /** Fully qualified, lower case. */
  readonly hostname: string;
  /** Container of the fragment that answers; absent for a service without a fragment. */
  readonly container?: string;
  readonly port: number;
  readonly scheme: 'http' | 'https';
  readonly to: readonly Audience[];
  /** In the order in which a request passes them. */
  readonly middlewares: readonly Middleware[];
  /** What the edge asks of every client that comes through the tunnel. */
  readonly access?: {
    readonly policy: AccessPolicy;
    /** Audience tag of the application: with it the tunnel service checks the login again. */
    readonly audience?: string;
  };
  /** Why it is right that any client of an audience can use it without a login. What is said for one audience counts for no other. */
  readonly open: Readonly<Partial<Record<Audience, string>>>;
}
