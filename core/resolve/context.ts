import { suggestionHint } from '../../lib/suggest.ts';
import type { Project } from '../compose/project/project.ts';
import type { SystemParts } from '../contract.ts';
import type { Diagnostic, Span } from '../diagnostic.ts';
import { bySection, kindOfSection, type NodeOf, type SectionName } from '../model/kinds.ts';
import type { RawInventory } from '../parse/assemble.ts';
import { locate } from '../parse/locate.ts';
import { pasteLine } from '../parse/paste-line.ts';
import type { Place, Reporter } from '../reporter.ts';
import { labSpan, optionSpan } from './lab-span.ts';
import { rememberMistakes } from './repeated.ts';

/** What was resolved so far, by section and id. */
export type Nodes = { readonly [S in SectionName]: Map<string, NodeOf<S>> };

/** What the steps of resolving share: the things found so far, and the place where mistakes are reported. */
export interface Context extends Reporter {
  readonly systems: readonly SystemParts[];
  readonly nodes: Nodes;
  /** Compose projects by id of the service. */
  readonly projects: ReadonlyMap<string, Project>;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether an entry stands in a file that was accepted before: all that is checked of it alone holds. */
  isAccepted(section: SectionName, id: string): boolean;
  /**
   * Follows a reference; reports it when it leads nowhere, all that name the same thing as one mistake. An entry that has mistakes of its own
   * is not reported again.
   */
  find<S extends SectionName>(section: S, id: string, from: Place): NodeOf<S> | undefined;
  /** Reports that nothing is called so, as {@link find} does, where several sections may have it: `kind` says of what kind it should be. */
  reportMissing(kind: string, id: string, from: Place | Span, message: string, known: readonly string[]): void;
  /** Whether every reference at a place and below it was followed to its end. What is missing otherwise follows from a mistake that is reported. */
  isWhole(place: Place): boolean;
}

export function createContext(raw: RawInventory, systems: readonly SystemParts[], projects: ReadonlyMap<string, Project>): Context {
  const nodes = bySection<Nodes>(() => new Map());
  const diagnostics: Diagnostic[] = [];
  const spanOf: Context['spanOf'] = (place, what = 'value') => {
    const entry = raw.sections[place.section].get(place.id);
    if (!entry) throw new Error(`No ${place.section}.${place.id} to point at`);
    const [first, ...rest] = place.path;
    const placed = place.section === 'services' && first === 'compose' ? projects.get(place.id)?.placeOf(rest) : undefined;
    return placed ? locate(placed.origin, placed.path, what) : locate(entry.origin, place.path, what);
  };
  const isRepeated = rememberMistakes();
  const report: Context['report'] = (code, at, message, more = {}) => {
    const diagnostic: Diagnostic = {
      code,
      severity: more.severity ?? 'error',
      message,
      at: 'file' in at ? at : spanOf(at, more.what),
      ...(more.related && more.related.length > 0 ? { related: more.related } : {}),
      ...(more.hint ? { hint: more.hint } : {}),
      ...(more.paste ? { paste: more.paste } : {}),
    };
    if ('file' in at || !isRepeated(diagnostic, name(at))) diagnostics.push(diagnostic);
  };
  const paste: Context['paste'] = (section, id, under, line) => {
    const entry = raw.sections[section].get(id);
    if (!entry) throw new Error(`No ${section}.${id} to paste into`);
    return pasteLine(entry, under, line);
  };
  const missing = new Map<string, number>();
  const reportMissing: Context['reportMissing'] = (kind, id, from, message, known) => {
    const key = JSON.stringify([kind, id]);
    const first = missing.get(key);
    const before = first === undefined ? undefined : diagnostics[first];
    if (first === undefined || before === undefined) {
      const count = diagnostics.length;
      report('unknown-reference', from, message, { hint: suggestionHint(id, known) });
      if (diagnostics.length > count) missing.set(key, count);
      return;
    }
    const at = 'file' in from ? from : spanOf(from);
    const places = [before.at, ...(before.related ?? []).map((each) => each.at)];
    if (places.some((each) => JSON.stringify(each) === JSON.stringify(at))) return;
    diagnostics[first] = { ...before, related: [...(before.related ?? []), { at, message: 'It is named here, too:' }] };
  };
  const broken: string[] = [];
  const isWhole: Context['isWhole'] = (place) => {
    const below = name(place);
    return !broken.some((path) => path === below || (path.startsWith(below) && /^[.[]/.test(path.slice(below.length))));
  };
  const declares: Context['declares'] = (section, id) => raw.sections[section].has(id);
  const find: Context['find'] = (section, id, from) => {
    const node = nodes[section].get(id);
    if (node) return node;
    broken.push(name(from));
    if (!declares(section, id)) {
      const known = [...raw.sections[section].keys()].sort();
      const kind = section === 'guests' ? 'hosts' : section;
      reportMissing(kind, id, from, `${name(from)} is "${id}", which is no ${kindOfSection(section).one}.`, known);
    }
    return undefined;
  };
  const countOf: Context['countOf'] = ({ section, id, path }) => {
    const value = path.reduce<unknown>(
      (inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step],
      raw.sections[section].get(id)?.value,
    );
    return Array.isArray(value) ? value.length : 0;
  };
  return {
    ...{ systems, nodes, projects, diagnostics, report, reportMissing, isWhole, find, declares, countOf, spanOf, paste },
    isAccepted: (section, id) => raw.sections[section].get(id)?.origin.file.accepted === true,
    labSpan: (key, path) => labSpan(raw, key, path),
    optionSpan: (system, path) => optionSpan(raw, system, path),
  };
}

/** `services.pdf.expose[0].host`, as messages name a place. */
export function name(place: Place): string {
  return place.path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${step}`),
    `${place.section}.${place.id}`,
  );
}
