/** Answers for names on the router of the lab. The inventory names it by the id of its system: `lab.router.resolver`. */
export interface ResolverRole {
  /** Kinds of routers that it answers on; see `RouterRole.kind`. */
  readonly routers: readonly string[];
  /** Whether it does so on these where the inventory does not say. For each kind exactly one does. */
  readonly byDefault: boolean;
  /** What the inventory may call it beside that id, such as the program that it is made of. */
  readonly alsoCalled?: readonly string[];
}

/** Every name by which the inventory may ask for the resolver of a system. */
export function namesOfResolver(system: string, { alsoCalled = [] }: ResolverRole): readonly string[] {
  return [system, ...alsoCalled];
}
