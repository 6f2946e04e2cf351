/**
 * A diagram as data: what is drawn, never how. Written as Mermaid (`mermaid.ts`) for pull requests and as SVG
 * (`render.ts`) for the site. Ids are unique over nodes and groups, `^[a-z0-9_]+$`; labels are free text.
 */
export interface View {
  readonly id: string;
  readonly title: string;
  /** The diagram in words, for people who cannot see it. */
  readonly description: string;
  readonly direction: 'right' | 'down';
  /**
   * `layers` (the default) lets the edges decide what stands where. `flow` puts things one after the other in the order in
   * which they are given, as `direction` and each group's `flow` say; edges then find their way around the boxes.
   */
  readonly arrange?: 'layers' | 'flow';
  readonly groups: readonly ViewGroup[];
  readonly nodes: readonly ViewNode[];
  readonly edges: readonly ViewEdge[];
}

/** What a group, a node and a tile have in common. `Subject` is how whoever made the view names things. */
interface ViewPart<Subject extends string> {
  readonly label: string;
  readonly detail?: string;
  /** The thing that it stands for; its state is looked up by this name. */
  readonly subject?: Subject;
  /** Site path of the page that it links to: `/services/`. */
  readonly page?: string;
  /** The thing is asked for its state, which is unknown until there is an answer. */
  readonly hasState?: boolean;
  readonly planned?: boolean;
}

export interface ViewGroup<Subject extends string = string> extends ViewPart<Subject> {
  readonly id: string;
  readonly parent?: string;
  /** How its children follow each other in a view that flows; `down` unless said. */
  readonly flow?: 'right' | 'down';
  /** Place among its siblings, groups and nodes alike, in a view that flows; 0 unless said, then the order of the lists. */
  readonly order?: number;
  /** Short things that belong to the frame as a whole, such as the networks of a host. */
  readonly tags?: readonly ViewItem<Subject>[];
  /** Only arranges its children: without a frame and a label. */
  readonly bare?: boolean;
}

export interface ViewNode<Subject extends string = string> extends ViewPart<Subject> {
  readonly id: string;
  readonly shape: 'box' | 'store' | 'cloud' | 'person' | 'note';
  readonly group?: string;
  /** See {@link ViewGroup.order}. */
  readonly order?: number;
  /** Things that stand together in one box, as tiles below or beside the label. */
  readonly items?: readonly ViewItem<Subject>[];
  /** The thing that the view is about. */
  readonly focus?: boolean;
}

/** One tile in a node. */
export type ViewItem<Subject extends string = string> = ViewPart<Subject>;

export interface ViewEdge {
  /** A node or a group. */
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  /** What flows: a request, stored data, a backup, measurements; what needs what; or a plain relation. */
  readonly kind: 'request' | 'data' | 'backup' | 'metrics' | 'need' | 'relation';
  readonly planned?: boolean;
}
