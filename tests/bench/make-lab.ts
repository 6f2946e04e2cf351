import type { SourceFile } from '../../core/parse/source-file.ts';
import { emitYaml } from '../../formats/yaml.ts';
import { labFile, machineFiles, NETWORKS_FILE } from './lab-frame.ts';
import { makeService } from './lab-service.ts';

export interface LabSize {
  /** How many services, at least 3: ingress, tunnel and Prometheus are the first three. */
  readonly services: number;
  readonly seed?: number;
}

const KEY_ORDER = {
  '': ['title', 'summary', 'group', 'runs-on', 'network', 'expose', 'health', 'needs', 'data', 'secrets', 'ports', 'compose'],
};

/**
 * The inventory of a synthetic lab without mistakes: a file for each service as in a real one, machines and networks in proportion.
 * The same size and seed give the same bytes.
 */
export function makeLab({ services, seed = 1 }: LabSize): readonly SourceFile[] {
  if (services < 3) throw new RangeError('A synthetic lab has at least 3 services.');
  const file = (path: string, data: unknown): SourceFile => ({ path: `inventory/${path}`, text: emitYaml(data, { keyOrder: KEY_ORDER }) });
  const made = Array.from({ length: services }, (_, index) => makeService(index, seed));
  return [
    file('lab.yaml', labFile(made.map(({ id }) => id))),
    file('networks.yaml', NETWORKS_FILE),
    ...machineFiles(services).map(({ path, data }) => file(path, data)),
    ...made.map(({ id, data }) => file(`services/${id}.yaml`, data)),
  ];
}
