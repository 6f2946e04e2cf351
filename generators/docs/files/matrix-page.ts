import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { firewallOf } from '../../../core/facts/network/firewall.ts';
import { type Flow, serviceText } from '../../../core/facts/network/flow.ts';
import { flowsOf } from '../../../core/facts/network/flows.ts';
import { type MatrixCell, matrixOf } from '../../../core/facts/network/matrix.ts';
import { type Content, code, document, heading, paragraph, table } from '../../../formats/markdown.ts';
import { MATRIX, ROOT } from './doc-path.ts';
import { FLOW_HEAD, flowRow, zoneTitle } from './flow-rows.ts';
import { codes, section, sectionTable } from './page.ts';

/** Who may talk to whom: in a diff of it, a port that was opened is a line, and a pair of zones a cell. */
export function matrixPage(model: Model): GeneratedFile {
  const from = model.lab.subject;
  const rows = (flows: readonly Flow[]) => flows.map((flow) => flowRow(from, model, flow));
  const own = (way: Flow['way']) => flowsOf(model).filter((flow) => flow.way === way && !firewallOf(model).covered.has(flow));
  const content = document(
    heading(1, 'Who may talk to whom'),
    paragraph('Everything is refused unless a service, a status check, a backup or a rule with a reason needs it.'),
    model.lab.router ? '' : paragraph('The inventory describes no router, so no firewall is generated that would refuse the rest.'),
    matrix(model),
    sectionTable('Through the router', FLOW_HEAD, rows(own('routed'))),
    sectionTable(
      'Through the router without a rule of its own',
      ['Flow', 'Why', 'Let through by'],
      [...firewallOf(model).covered].map(([flow, by]) => [code(flow.id), flow.because, codes(by.map(({ id }) => id))]),
    ),
    sectionTable(
      'Written by hand',
      ['Rule', 'Why', ''],
      model.allow.map((rule) => [code(rule.id), rule.because, rule.planned ? 'planned' : '']),
    ),
    sectionTable('Within one network, where no router is asked', FLOW_HEAD, rows(own('switch'))),
    sectionTable('On one machine', FLOW_HEAD, rows(own('machine'))),
  );
  return { path: `${ROOT}/${MATRIX}`, content, about: [from, ...model.allow.map(({ subject }) => subject)] };
}

/** From rows to columns; the router's own row is left out, as nothing keeps it from speaking. */
function matrix(model: Model): string {
  const rows = matrixOf(model).filter(([first]) => first?.from !== 'router');
  const head = rows[0]?.map(({ to }) => zoneTitle(model, to)) ?? [];
  if (head.length === 0) return '';
  const body = rows.map((row) => [row[0] ? zoneTitle(model, row[0].from) : '', ...row.map(cell)]);
  return section('Matrix', table(['From \\ to', ...head], body));
}

const WORD = { closed: 'no', switch: 'not asked', unwired: 'no way', own: '' } as const;

function cell({ state, flows }: MatrixCell): Content {
  return state === 'open'
    ? codes([...new Set(flows.map((flow) => `${serviceText(flow)}${flow.from.ip === undefined ? '' : ` from ${flow.from.title}`}`))])
    : WORD[state];
}
