/**
 * A file of the repository that ships as it is: of the `runtime/` of the system itself, of the one that systems share, or of a role's
 * player.
 */
export type RuntimePath = `generators/${string}/runtime/${string}` | `core/runtime/${string}`;
