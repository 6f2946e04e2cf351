import { pairsOf } from './place-value.ts';
import { leave, type Spec, type Step } from './step.ts';

/** Labels by which the ingress finds a container. One of the same name in the project counts, unless no request could come in with it. */
export function labelStep(spec: Spec, labels: Readonly<Record<string, string>>, needed: ReadonlySet<string>): readonly Step[] {
  const own = pairsOf(spec['labels']);
  return Object.entries(labels).map(([label, value]): Step => {
    const path = ['labels', label];
    const said = Object.hasOwn(own, label) ? own[label] : undefined;
    const because = 'By it the ingress finds the container (expose).';
    if (said === undefined) return { added: [{ path, value, change: 'added', because }] };
    if (String(said) === value) return {};
    if (needed.has(label)) return { added: [{ path, value, change: 'changed', because: `The project says ${said}. ${because}` }] };
    return leave(path, value, said);
  });
}
