import type { GenFigures } from './gen-figures.ts';
import type { SiteFigures } from './site-figures.ts';
import { table } from './table.ts';

export interface Figures {
  readonly node: string;
  readonly cpus: number;
  /** Milliseconds of a Node process that does nothing. */
  readonly emptyNode: number;
  readonly gen: readonly GenFigures[];
  readonly site: readonly SiteFigures[];
}

/** Growth that the project aims at for ten times the services. */
const MOST_GROWTH = 12;
const MOST_COPIES = 4;
const MOST_NOTHING = 1000;

/** Everything that was measured, and how it compares with what the project aims at. */
export function report(figures: Figures): string {
  const { gen, site, node, cpus, emptyNode } = figures;
  const blocks = [`Node ${node}, ${cpus} processors; a Node process that does nothing takes ${ms(emptyNode)}. Times are medians.\n`];
  if (gen.length > 0) blocks.push(table(GEN_HEAD, gen.map(genRow)), aims(gen));
  if (site.length > 0) blocks.push(table(SITE_HEAD, site.map(siteRow)));
  return blocks.filter((block) => block !== '').join('\n');
}

const GEN_HEAD = [
  'gen',
  'files',
  'cold',
  'nothing to do',
  '--check',
  'one changed',
  'cp -r',
  'cold ÷ cp -r',
  'cold, processor',
  'peak memory',
  'runs',
];

function genRow({
  services,
  files,
  cold,
  nothing,
  check,
  oneChanged,
  copy,
  coldToCopy,
  coldProcessor,
  peakMiB,
  runs,
}: GenFigures): string[] {
  return [
    `${services} services`,
    String(files),
    ms(cold),
    ms(nothing),
    ms(check),
    ms(oneChanged),
    ms(copy),
    times(coldToCopy),
    ms(coldProcessor),
    mib(peakMiB),
    String(runs),
  ];
}

const SITE_HEAD = ['site', 'pages', 'build', 'pages a second', 'peak memory', 'runs'];

function siteRow({ services, pages, build, pagesPerSecond, peakMiB, runs }: SiteFigures): string[] {
  return [`${services} services`, String(pages), ms(build), pagesPerSecond.toFixed(1), mib(peakMiB), String(runs)];
}

/** One line for each aim that these sizes can tell about. */
function aims(gen: readonly GenFigures[]): string {
  const lines = gen.flatMap((large) => {
    const small = gen.find(({ services }) => services * 10 === large.services);
    const growth = small && [
      aim(`cold run, ${small.services} to ${large.services} services`, large.cold / small.cold, MOST_GROWTH, times),
      aim(`nothing to do, ${small.services} to ${large.services} services`, large.nothing / small.nothing, MOST_GROWTH, times),
    ];
    const thousand = large.services === 1000 && [
      aim('cold run ÷ cp -r at 1000 services', large.coldToCopy, MOST_COPIES, times),
      aim('nothing to do at 1000 services', large.nothing, MOST_NOTHING, ms),
    ];
    return [...(thousand || []), ...(growth ?? [])];
  });
  return lines.join('');
}

function aim(what: string, value: number, most: number, show: (value: number) => string): string {
  return `${value <= most ? 'met   ' : 'missed'}  ${what}: ${show(value)}, aim at most ${show(most)}\n`;
}

function ms(value: number): string {
  return value < 10_000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}

function times(value: number): string {
  return `${value.toFixed(1)} ×`;
}

function mib(value: number): string {
  return `${Math.round(value)} MiB`;
}
