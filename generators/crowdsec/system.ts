import { engineOf } from '../../core/compose/engine-of.ts';
import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import type { SubjectId } from '../../core/model/node.ts';
import { emitYaml } from '../../formats/yaml.ts';
import { tunnelOf } from '../cloudflared/facts/tunnel-link.ts';
import { accessLogSource } from './files/acquisition.ts';
import { CONTAINERS_KEPT, containersParser, SPARED, spareParser, TUNNEL_CLIENT, tunnelClientParser } from './files/parsers.ts';
import { banProfiles } from './files/profiles.ts';
import { workerConfig } from './files/worker-config.ts';

/** A name says what the rest is about; a source and a filter, what it is for. */
const KEY_ORDER = { '': ['name', 'description', 'filter', 'source', 'filters'] };
const FROM_INVENTORY = 'Generated from the inventory; edit that, then npm run gen.';

export default {
  id: 'crowdsec',
  title: 'CrowdSec',
  *files(model: Model): Iterable<GeneratedFile> {
    const { bans, ingress } = model.lab;
    if (!bans || bans.engine.planned || !ingress || ingress.planned) return;
    const about = [bans.engine.subject];
    const yaml = (path: string, documents: readonly object[], subjects: readonly SubjectId[] = about): GeneratedFile => ({
      path: `infra/crowdsec/${path}`,
      content: documents
        .map((document, index) => emitYaml(document, { header: index === 0 ? [FROM_INVENTORY] : [], keyOrder: KEY_ORDER }))
        .join('---\n'),
      about: subjects,
    });
    const enrich = (name: string, parser: object | undefined, subjects?: readonly SubjectId[]) =>
      parser ? [yaml(`parsers/s02-enrich/${name}.yaml`, [parser], subjects)] : [];

    const source = accessLogSource(bans.engine, ingress, engineOf(model).apiProxy, model.lab.systems.traefik);
    if (source) yield yaml('acquis.d/traefik.yaml', [source], [...about, ingress.subject]);
    yield* enrich(TUNNEL_CLIENT, tunnelClientParser(tunnelOf(model)));
    yield* enrich(CONTAINERS_KEPT, containersParser(ingress, tunnelOf(model)));
    yield* enrich(SPARED, spareParser(bans.spare), [...about, ...bans.spare.map(({ subject }) => subject)]);
    yield yaml('profiles.yaml', banProfiles(bans.banSeconds));
    if (bans.edge && !bans.edge.planned)
      yield yaml('bouncer/crowdsec-cloudflare-worker-bouncer.yaml', [workerConfig(bans, model)], [bans.edge.subject, ...about]);
  },
  accept: [
    { tool: 'crowdsec', match: /^infra\/crowdsec\/(acquis\.d\/|parsers\/|profiles\.yaml$)/, argv: (path) => [path] },
    { tool: 'worker-bouncer', match: /^infra\/crowdsec\/bouncer\//, argv: (path) => [path] },
  ],
} as const satisfies System;
