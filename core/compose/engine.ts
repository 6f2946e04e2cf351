/** What a product that runs Compose projects has of its own: a system that plays this role says it in its `engine.ts`. */
export interface ContainerEngine {
  /** The product, for people. */
  readonly name: string;
  /** Capabilities of a container that says nothing of them, without `CAP_`, sorted. */
  readonly defaultCapabilities: readonly string[];
  readonly apiProxy: EngineApiProxy;
}

/** What stands between a container and the engine's API: it lets the containers of its project read some of it and change nothing. */
export interface EngineApiProxy {
  /** Name of its container in the project, and so its name for the others. */
  readonly container: string;
  /** TCP. */
  readonly port: number;
  /** Network of the project between the proxy and the container that asks. It has no way out. */
  readonly network: string;
  /** Its fragment. `allow` are sections of the API; `image` is what the inventory wants in place of the usual one. */
  fragment(allow: readonly string[], image: string | undefined): Readonly<Record<string, unknown>>;
}

/** Where a proxy answers within its project: `tcp://<container>:<port>`. */
export const endpointOf = ({ container, port }: EngineApiProxy): string => `tcp://${container}:${port}`;
