import type { Resolved } from '../../../core/contract.ts';
import type { Reporter } from '../../../core/reporter.ts';
import { suggestionHint } from '../../../lib/suggest.ts';

/** Those of the package are services, and no containers. */
export function checkNodeExporters({ lab, services }: Resolved, reporter: Reporter): void {
  for (const [index, id] of (lab?.systems.prometheus['node-exporters'] ?? []).entries()) {
    const service = services.find((each) => each.id === id);
    // One that is declared and could not be resolved has a mistake of its own, which is reported.
    if (!service && reporter.declares('services', id)) continue;
    const at = reporter.optionSpan('prometheus', ['node-exporters', index]);
    if (!service)
      reporter.report('unknown-reference', at, `systems.prometheus.node-exporters has "${id}", which is no service.`, {
        hint: suggestionHint(
          id,
          services.map((each) => each.id),
        ),
      });
    else if (service.compose)
      reporter.report('node-exporter-container', at, `${id} has a project, so its node_exporter is no package.`, {
        hint: `Take ${id} out of systems.prometheus.node-exporters, or its compose: away.`,
      });
  }
}
