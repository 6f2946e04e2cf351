/** What a product that runs Compose projects has of its own: a system that plays this role says it in its `engine.ts`. */
export interface ContainerEngine {
  /** In ids of diagrams: lower-case letters. */
  readonly id: string;
  /** The product, for people. */
  readonly name: string;
  /** The engine itself, for people. */
  readonly title: string;
  /** Debian packages that a machine needs to run projects. */
  readonly packages: readonly string[];
  /** Folder of the machine that holds all of its own. */
  readonly folder: string;
  /** Absolute path on the machine of the files of a volume, by the volume's name. */
  volumePlace(name: string): string;
  /**
   * The command for the project of a Compose file, which the words of a subcommand follow. `file` is a word of a shell, and so is the file
   * of its variables, for a project that has some.
   */
  projectCommand(file: string, variables?: string): string;
  /** Command that lists all containers, with the word for one that runs. */
  readonly list: { readonly run: string; readonly running: string };
  readonly settings: EngineSettings;
  /** Sockets of this and of other engines: whoever holds one starts any container with any folder of the machine. */
  readonly sockets: RegExp;
  /** Where the sockets of this and of other engines are on a machine, for folders that hold one. */
  readonly socketPlaces: readonly string[];
  /** An address with a port that engines answer at over a network, in any text; its groups are `host` and `port`. */
  readonly remote: RegExp;
  /** The variable by which clients are told where an engine is, set in any text; its group is `value`. */
  readonly clientVariable: RegExp;
  /** What names a connection that clients have stored in a file, in any text; its group is `value`. */
  readonly storedConnection: RegExp;
  /** Labels that engines, and the programs that start their containers, keep for themselves or act upon. */
  readonly ownLabels: RegExp;
  /** TCP port that clients ask where they are told none. */
  readonly port: number;
  /** Folders of engines, whose owner sees the data of every container. */
  readonly folders: readonly string[];
  /** Capabilities of a container that says nothing of them, without `CAP_`, sorted. */
  readonly defaultCapabilities: readonly string[];
  readonly apiProxy: EngineApiProxy;
}

/** How the generated settings of the engine of a machine get to it. */
export interface EngineSettings {
  /** Repository path of the file, by the id of its machine. */
  path(machine: string): string;
  /** Puts the file in place, given as a word of a shell, and starts the engine with it. */
  apply(file: string): string;
  /** Takes it away again. */
  readonly undo: string;
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
