import type { SubjectId } from '../model/node.ts';
import type { Audience, Exposure } from '../model/service/exposure.ts';
import type { Service } from '../model/service/service.ts';

export interface Hop {
  readonly title: string;
  readonly detail: string;
  readonly subject?: SubjectId;
}

/** A hostname of a service, and how a request gets there from the ingress. */
export interface Route {
  /** Unique name: the hostname below the lab's domain, `pdf` or `api_pdf`. No two underscores follow each other in it. */
  readonly name: string;
  readonly service: Service;
  readonly exposure: Exposure;
  /** Those of `exposure.to` that can come in: nothing comes by `tunnel` while no tunnel runs. */
  readonly entrances: readonly Audience[];
  /** `container` when the ingress and the service are containers of one engine, else `address`. */
  readonly via: 'container' | 'address';
  /** Where the ingress connects to when `via` is `address`: `http://10.10.20.31:8096`. */
  readonly backend?: string;
  /** One chain for each audience, from the browser to the service. */
  readonly paths: readonly { readonly audience: Audience; readonly hops: readonly Hop[] }[];
}
