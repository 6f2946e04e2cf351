/** For a screen and for paper, with the fonts that the reader's computer has. */
export const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; background: #fff; color: #1c1e22;
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; }
h2 { margin: 2.5rem 0 .5rem; padding-top: .5rem; border-top: 2px solid #1c1e22; font-size: 1.35rem; }
h3 { margin: 1.6rem 0 .3rem; font-size: 1.08rem; }
h4 { margin: 0; font-size: 1rem; }
p, ul, ol, dl { margin: .4rem 0; }
a { color: #0f5c7a; }
ul, ol { padding-left: 1.4rem; }
.muted { color: #5d626b; }
code, pre { font: .86em/1.45 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
pre { margin: .4rem 0; padding: .5rem .7rem; border: 1px solid #cfcbc3; border-radius: 4px; background: #f8f7f4;
  white-space: pre-wrap; overflow-wrap: anywhere; }
pre.command span { display: inline-block; max-width: 100%; vertical-align: bottom; }
table { width: 100%; margin: .5rem 0; border-collapse: collapse; font-size: .93em; overflow-wrap: break-word; }
td code, th code { overflow-wrap: anywhere; }
dl > div { display: grid; grid-template-columns: 11rem 1fr; gap: 0 1rem; padding: .25rem 0; border-bottom: 1px solid #d9d5ce; }
dt { font-weight: 600; }
dd { margin: 0; }
th, td { padding: .3rem .7rem .3rem 0; border-bottom: 1px solid #d9d5ce; text-align: left; vertical-align: top; }
thead th { border-color: #1c1e22; font-size: .86em; }
.toc { columns: 20rem; }
.toc li { break-inside: avoid; }
.steps { padding: 0; list-style: none; }
.steps > li { margin: 0; padding: .7rem 0 .8rem 2.2rem; border-top: 1px solid #d9d5ce; position: relative; }
.box { position: absolute; left: 0; top: .85rem; width: 1.15rem; height: 1.15rem; border: 1.5px solid #1c1e22; border-radius: 2px; }
.caution { margin: .4rem 0; padding: .35rem .7rem; border-left: 4px solid #b3261e; background: #fbe6e4; }
.fill { display: inline-block; min-width: 9rem; border-bottom: 1px solid #1c1e22; }
.files pre { font-size: .75em; word-break: break-all; }
@media print {
  @page { margin: 16mm 14mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  a { color: inherit; text-decoration: none; }
  h2, h3, h4 { break-after: avoid; }
  h2, .runbook { break-before: page; }
  h2 + .runbook, nav h2 { break-before: avoid; }
  tr, .steps > li, .caution { break-inside: avoid; }
  pre, .caution { background: none; }
  .files pre { font-size: 7pt; }
}
@media (max-width: 40rem) {
  table, thead, tbody, tr, th, td { display: block; }
  thead { display: none; }
  th, td { padding: .1rem 0; border: 0; }
  tr { padding: .5rem 0; border-bottom: 1px solid #d9d5ce; }
  td:empty { display: none; }
  td::before { content: attr(data-label) ": "; color: #5d626b; }
  dl > div { grid-template-columns: 1fr; }
}
`;
