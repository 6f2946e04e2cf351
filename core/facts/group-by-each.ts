/** As `Map.groupBy`, of things that belong to several groups: each stands once in every group of its own, in the order of `things`. */
export function groupByEach<Thing, Group>(
  things: readonly Thing[],
  groupsOf: (thing: Thing) => readonly Group[],
): ReadonlyMap<Group, readonly Thing[]> {
  const groups = new Map<Group, Thing[]>();
  for (const thing of things)
    for (const group of new Set(groupsOf(thing))) {
      const known = groups.get(group);
      if (known) known.push(thing);
      else groups.set(group, [thing]);
    }
  return groups;
}
