/** One component of a calendar expression: `*`, `1,15`, `9..17` or `0/15`. */
export interface Component {
  /** As systemd prints it in the normal form. */
  readonly normal: string;
  /** The same with an end to what systemd may run past (see {@link endOf}). */
  readonly ended: string;
  /** What it stands for, ascending and each once; never empty. */
  readonly values: readonly number[];
}

export interface ComponentKind {
  readonly least: number;
  readonly most: number;
  /** Digits in the normal form. */
  readonly width: 2 | 4;
  /** systemd counts seconds in millionths, which shows in what it takes and prints. */
  readonly inMillionths?: true;
}

/** From `first` to `last` in steps. Without `last` as far as there are values; without `step` the first alone. */
interface Span {
  readonly first: number;
  readonly last?: number;
  readonly step?: number;
}

const SPAN = /^(\d+)(?:\.\.(\d+))?(?:\/(\d+))?$/;
const LARGEST_INTEGER = 2 ** 31 - 1;
const LARGEST_SECONDS = 2147;

/** undefined when systemd would refuse it. `*` stands alone there: it takes neither a step (`0/15` says that) nor company. */
export function parseComponent(text: string, kind: ComponentKind): Component | undefined {
  if (text === '*') return { normal: '*', ended: '*', values: spanValues({ first: kind.least, step: 1 }, kind) };
  const spans = text.split(',').map((part) => parseSpan(part, kind));
  if (!spans.every((span) => span !== undefined)) return undefined;
  if (kind.inMillionths && spans.some(({ first, last, step }) => first === 0 && last === undefined && step === 1)) {
    return parseComponent('*', kind);
  }
  const values = [...new Set(spans.flatMap((span) => spanValues(span, kind)))].sort((a, b) => a - b);
  return { normal: printSpans(spans, kind), ended: printSpans(spans.map(endOf(kind)), kind), values };
}

function parseSpan(text: string, { least, most, inMillionths }: ComponentKind): Span | undefined {
  const numbers = SPAN.exec(text)?.slice(1);
  const [first, last, step] = numbers?.map((digits) => (digits === undefined ? undefined : Number(digits))) ?? [];
  const largest = inMillionths ? LARGEST_SECONDS : LARGEST_INTEGER;
  if (first === undefined || step === 0 || [first, last, step].some((number) => number !== undefined && number > largest)) return undefined;
  // A range of seconds that says no step has to hold two at least; of anything else, one will do.
  if (inMillionths && last !== undefined && step === undefined && last <= first) return undefined;
  const span = normalSpan(first, last, step);
  const end = span.last ?? first + (span.step ?? 0);
  return first >= least && end >= first && end <= most ? span : undefined;
}

/** Ends a range at its last value, before its bounds are looked at: `1..33/5` is a range of days. */
function normalSpan(first: number, last: number | undefined, step: number | undefined): Span {
  if (last === undefined) return step === undefined ? { first } : { first, step };
  const pace = step ?? 1;
  const end = last > first ? last - ((last - first) % pace) : last;
  return end === first ? { first } : { first, last: end, step: pace };
}

/**
 * Ends `0/7` at its last value, 21 for hours. systemd adds another step there, and from what hour 28 comes to it skips the run at 0 of the
 * next month: seen in 252, and for days up to 258 (its issue 40260). A step that comes to 0 by itself skips nothing.
 */
function endOf({ most }: ComponentKind): (span: Span) => Span {
  return (span) => {
    const { first, last, step } = span;
    if (last !== undefined || step === undefined || (most + 1 - first) % step === 0) return span;
    return { first, last: most - ((most - first) % step), step };
  };
}

function spanValues({ first, last, step }: Span, { most }: ComponentKind): number[] {
  if (step === undefined) return [first];
  return Array.from({ length: Math.floor(((last ?? most) - first) / step) + 1 }, (_, index) => first + index * step);
}

function printSpans(spans: readonly Span[], kind: ComponentKind): string {
  return [...new Set(spans.toSorted(compareSpans).map((span) => printSpan(span, kind)))].join(',');
}

function printSpan({ first, last, step }: Span, { width }: ComponentKind): string {
  const pad = (value: number) => String(value).padStart(width, '0');
  const end = last === undefined ? '' : `..${pad(last)}`;
  return pad(first) + end + (step === undefined || (last !== undefined && step === 1) ? '' : `/${step}`);
}

function compareSpans(a: Span, b: Span): number {
  return a.first - b.first || (a.last ?? -1) - (b.last ?? -1) || (a.step ?? 0) - (b.step ?? 0);
}
