import type { Model } from '../contract.ts';
import type { Ledger } from '../plan/ledger.ts';
import type { Handler } from './listener.ts';
import type { Script } from './script.ts';

/** Where a system is asked, and how its double answers there. */
export interface PlayedEndpoint {
  /** As the collector asks `io.route` for it. */
  readonly host: string;
  readonly port: number;
  /** Whether it speaks TLS. */
  readonly secure: boolean;
  readonly handler: Handler;
}

/** The double of a system for the demo: the default export of `generators/<id>/stand-in.ts`. */
export interface StandIn {
  /** What of the system listens in this lab, as the script wants it. The same lab, script and moment give the same answers. */
  endpoints(model: Model, script: Script, now: Date): readonly PlayedEndpoint[];
  /** Files that it has left where Rackbook keeps its own, by path. `ledger` says what is generated. */
  files?(model: Model, script: Script, now: Date, ledger: Ledger): ReadonlyMap<string, string>;
}
