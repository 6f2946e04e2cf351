import { createHash } from 'node:crypto';
import type { Model } from '../../../core/contract.ts';
import { kindsOf } from '../../../core/facts/runbooks/kind-words.ts';
import { runbooksOf } from '../../../core/facts/runbooks/runbooks.ts';
import type { BundleContents } from './bundle-file.ts';
import { fileGroups, fileSection } from './file-sections.ts';
import { el, link, type Markup, render, tag } from './html.ts';
import { copyTable, machineTable, networkTable, serviceTable } from './place-sections.ts';
import { gitSentence, lossSection, recoveryOrder, secretTable } from './recovery-sections.ts';
import { runbookAnchor, runbookSection } from './runbook-sections.ts';
import { STYLE } from './style.ts';

const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

/**
 * Everything that the operator needs on the day when the lab and its site are down, as one HTML file: no script, no network, no other file.
 * The same lab and files give the same bytes. It says where secrets are, never what they are. `contents` is what may be published of the repository.
 */
export function bundleHtml(model: Model, contents: BundleContents): string {
  const body = render(sections(model, contents));
  const edition = createHash('sha256').update(body).digest('hex').slice(0, 12);
  const title = `${model.lab.title}: when all of it is down`;
  const head = tag(
    'head',
    { markup: '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">' },
    { markup: `<meta http-equiv="Content-Security-Policy" content="${POLICY}">` },
    tag('title', title),
    { markup: `<style>${STYLE}</style>` },
  );
  const front = [
    tag('h1', title),
    tag(
      'p',
      'Edition ',
      tag('code', edition),
      ', printed on ',
      el('span', { class: 'fill' }),
      '. The page "Recovery" of the site names the newest.',
    ),
    tag('p', 'It needs no network and no other file. It says where each secret is, never what it is.'),
  ];
  const page = el('html', { lang: 'en' }, head, tag('body', tag('main', ...front, { markup: body })));
  return `<!doctype html>\n${page.markup}\n`;
}

/** The edition that a bundle says it is; the same when nothing in it changed. */
export function editionOf(html: string): string {
  return /Edition <code>([0-9a-f]{12})<\/code>/.exec(html)?.[1] ?? '';
}

function sections(model: Model, contents: BundleContents): readonly Markup[] {
  const hosts = model.hosts.filter(({ planned }) => !planned);
  const groups = fileGroups(model);
  const titles = new Map(runbooksOf(model).map(({ id, title }) => [id, title]));
  const kinds = kindsOf(model)
    .map(({ kind, words }) => ({ kind, words, of: runbooksOf(model).filter((runbook) => runbook.kind === kind) }))
    .filter(({ of }) => of.length > 0);
  const section = (id: string, title: string, ...children: readonly (Markup | readonly Markup[] | undefined)[]) =>
    el('section', { id }, tag('h2', title), ...children);
  return [
    tableOfContents([
      ['places', 'What is where', []],
      ['order', 'In which order it comes back', []],
      ['losses', 'If a host dies', hosts.map((host) => [`loss-${host.id}`, host.title])],
      ['secrets', 'Where the secrets are', []],
      ...kinds.map(
        ({ kind, words, of }) => [`kind-${kind}`, words, of.map(({ id, title }) => [runbookAnchor(id), title] as const)] as const,
      ),
      ['files', 'Generated files', groups.map(({ id, title }) => [`files-${id}`, title])],
    ]),
    section(
      'places',
      'What is where',
      tag('p', gitSentence(model)),
      tag('h3', 'Networks'),
      networkTable(model),
      tag('h3', 'Machines'),
      machineTable(model),
      tag('h3', 'Services'),
      tag(
        'p',
        'What runs in containers is steered on its machine with ',
        tag('code', 'docker compose --file …/infra/compose/<machine>/<service>/compose.yaml'),
        '.',
      ),
      serviceTable(model),
      tag('h3', 'Copies'),
      copyTable(model),
    ),
    section(
      'order',
      'In which order it comes back',
      tag('p', 'Each line needs what stands above it and nothing below.'),
      recoveryOrder(model),
    ),
    section(
      'losses',
      'If a host dies',
      hosts.map((host) => lossSection(model, host)),
    ),
    section('secrets', 'Where the secrets are', secretTable(model)),
    ...(runbooksOf(model).length === 0 ? [section('runbooks', 'Runbooks', tag('p', 'The lab has none.'))] : []),
    ...kinds.map(({ kind, words, of }) =>
      section(
        `kind-${kind}`,
        words,
        of.map((runbook) => runbookSection(model, runbook, titles)),
      ),
    ),
    section(
      'files',
      'Generated files',
      tag(
        'p',
        'As they were on the disk when this was made; the archive beside this document has all of them, and the inventory without its comments.',
      ),
      groups.map((group) => fileSection(group, contents)),
    ),
  ];
}

type Entry = readonly [id: string, title: string, below: readonly (readonly [id: string, title: string])[]];

function tableOfContents(entries: readonly Entry[]): Markup {
  const items = entries.map(([id, title, below]) =>
    tag('li', link(id, title), below.length === 0 ? undefined : tag('ul', ...below.map(([anchor, name]) => tag('li', link(anchor, name))))),
  );
  return el('nav', { 'aria-label': 'Contents' }, tag('h2', 'Contents'), el('ol', { class: 'toc' }, ...items));
}
