import { engineOf } from '../../core/compose/engine-of.ts';
import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { banEdgeOf, bansOf, ingressOf } from '../../core/facts/players.ts';
import { tunnelOf } from '../../core/facts/tunnel-link.ts';
import type { SubjectId } from '../../core/model/node.ts';
import { emitYaml } from '../../formats/yaml.ts';
import { IMAGES } from './facts/images.ts';
import { BOUNCER_SECONDS } from './facts/interval.ts';
import { accessLogSource } from './files/acquisition.ts';
import { ALLOWLIST, allowlistParser, CONTAINERS_KEPT, containersParser, TUNNEL_CLIENT, tunnelClientParser } from './files/parsers.ts';
import { banProfiles } from './files/profiles.ts';
import { workerConfig } from './files/worker-config.ts';

/** A name says what the rest is about; a source and a filter, what it is for. */
const KEY_ORDER = { '': ['name', 'description', 'filter', 'source', 'filters'] };
const FROM_INVENTORY = 'Generated from the inventory; edit that, then npm run gen.';

export default {
  id: 'crowdsec',
  title: 'CrowdSec',
  plays: {
    bans: { images: IMAGES, apiPort: 8080, everySeconds: BOUNCER_SECONDS },
    'ban-edge': { images: ['cloudflare-worker-bouncer', 'crowdsec-cloudflare-worker-bouncer'], enforces: ['crowdsec'] },
  },
  *files(model: Model): Iterable<GeneratedFile> {
    const { bans } = model.lab;
    const [engine, ingress, edge] = [bansOf(model), ingressOf(model), banEdgeOf(model)];
    if (!bans || engine?.system !== 'crowdsec' || !ingress) return;
    const about = [engine.service.subject];
    const log = ingress.role.accessLog(model);
    const yaml = (path: string, documents: readonly object[], subjects: readonly SubjectId[] = about): GeneratedFile => ({
      path: `infra/crowdsec/${path}`,
      content: documents
        .map((document, index) => emitYaml(document, { header: index === 0 ? [FROM_INVENTORY] : [], keyOrder: KEY_ORDER }))
        .join('---\n'),
      about: subjects,
    });
    const enrich = (name: string, parser: object | undefined, subjects?: readonly SubjectId[]) =>
      parser ? [yaml(`parsers/s02-enrich/${name}.yaml`, [parser], subjects)] : [];

    const source = accessLogSource(engine.service, ingress.service, engineOf(model).apiProxy, log);
    if (source) yield yaml(`acquis.d/${log.format}.yaml`, [source], [...about, ingress.service.subject]);
    yield* enrich(TUNNEL_CLIENT, tunnelClientParser(tunnelOf(model), log, ingress.role.entryPoints.tunnel));
    yield* enrich(CONTAINERS_KEPT, containersParser(ingress.service, tunnelOf(model)));
    yield* enrich(ALLOWLIST, allowlistParser(bans.allowlist), [...about, ...bans.allowlist.map(({ subject }) => subject)]);
    yield yaml('profiles.yaml', banProfiles(bans.banSeconds));
    if (edge?.system === 'crowdsec')
      yield yaml(
        'bouncer/crowdsec-cloudflare-worker-bouncer.yaml',
        [workerConfig(engine, edge.service, model)],
        [edge.service.subject, ...about],
      );
  },
  accept: [
    { tool: 'crowdsec', match: /^infra\/crowdsec\/(acquis\.d\/|parsers\/|profiles\.yaml$)/, argv: (path) => [path] },
    { tool: 'worker-bouncer', match: /^infra\/crowdsec\/bouncer\//, argv: (path) => [path] },
  ],
} as const satisfies System;
