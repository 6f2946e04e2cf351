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
  /** Whether the whole path is open to any client that reaches it, and why that is right. */
  readonly open?: { readonly because: string };
}
