import { pairsOf } from './place-value.ts';
import { leave, type Spec, type Step } from './step.ts';

/** Labels by which the ingress finds a container. One of the same name in the project counts, unless it is one that the lab has to say. */
export function labelSteps(spec: Spec, labels: Readonly<Record<string, string>>, needsLabel: (label: string) => boolean): readonly Step[] {
  const own = pairsOf(spec['labels']);
  // Who reads them may not tell upper case from lower.
  const names = new Map(Object.keys(own).map((name) => [name.toLowerCase(), name]));
  return Object.entries(labels).map(([label, value]): Step => {
    const name = names.get(label.toLowerCase());
    const because = 'By it the ingress finds the container (expose).';
    if (name === undefined) return { added: [{ path: ['labels', label], value, change: 'added', because }] };
    const path = ['labels', name];
    const said = own[name];
    if (String(said) === value) return {};
    if (needsLabel(label)) return { added: [{ path, value, change: 'changed', because: `The project says ${said}. ${because}` }] };
    return leave(path, value, said);
  });
}
