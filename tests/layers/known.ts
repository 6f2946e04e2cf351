/** Imports that break the rules of the layers today. The list may only get shorter. */
export const KNOWN: readonly string[] = [
  'src/components/backup/PolicyCard.astro: imports core/facts/backup/snapshot-words.ts, which is no layer below src',
  'src/components/backup/RepositoryFacts.astro: imports core/facts/backup/of-repository.ts, which is no layer below src',
  'src/components/backup/RepositoryFacts.astro: imports core/facts/backup/places.ts, which is no layer below src',
  'src/components/backup/RepositoryFacts.astro: imports core/facts/backup/snapshot-words.ts, which is no layer below src',
  'src/components/backup/RepositoryFacts.astro: imports core/roles/played.ts, which is no layer below src',
  'src/components/backup/RepositoryTable.astro: imports core/roles/played.ts, which is no layer below src',
  'src/components/machine/MachineFacts.astro: imports core/facts/backup/snapshot-words.ts, which is no layer below src',
  'src/components/network/BesideTable.astro: imports core/facts/network/answers-in.ts, which is no layer below src',
  'src/components/network/BlastRadius.astro: imports core/facts/network/answers-in.ts, which is no layer below src',
  'src/components/service/HardeningTable.astro: imports core/compose/hardening/hardening.ts, which is no layer below src',
  'src/components/service/StartOrder.astro: imports core/facts/start-order.ts, which is no layer below src',
  'src/pages/backup/repositories/[id].astro: imports core/roles/played.ts, which is no layer below src',
  'src/pages/exposure.astro: imports core/compose/container-networks.ts, which is no layer below src',
  'src/pages/exposure.astro: imports core/compose/containers.ts, which is no layer below src',
  'src/pages/exposure.astro: imports core/facts/direct-ports.ts, which is no layer below src',
  'src/pages/exposure.astro: imports core/facts/exposure.ts, which is no layer below src',
  'src/pages/runbooks/[id].astro: imports core/facts/runbooks/runbooks.ts, which is no layer below src',
];

/** Circles of imports that are there today, each with its files. */
export const KNOWN_CIRCLES: readonly string[] = [];
