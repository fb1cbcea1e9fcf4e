/** The look of the report: both colour schemes, phone to A4, and the choice of language without a script. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #fbfaf8; --card: #fff; --ink: #1d2229; --soft: #5c6570; --line: #e1ded8; --accent: #0b6b63; --wash: #e6f2f0;
}
@media (prefers-color-scheme: dark) {
  :root { --page: #14171b; --card: #1b1f25; --ink: #e6e8ea; --soft: #a2abb5; --line: #313842; --accent: #5fc9bd; --wash: #18302e; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; padding: 0 1rem 4rem; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
.languages { max-width: 62rem; margin: 0 auto; padding: 1rem 0 0; display: flex; justify-content: flex-end; gap: .25rem; border: 0; min-width: 0; }
.languages legend, .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.languages label { position: relative; }
.languages input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.languages span { display: block; padding: .3rem .8rem; border-radius: 99px; color: var(--soft); font-size: .9rem; }
.languages :checked + span { background: var(--wash); color: var(--accent); font-weight: 600; }
.languages :focus-visible + span { outline: 2px solid var(--accent); outline-offset: 2px; }
body:has(#en:checked) article[lang='es'], body:has(#es:checked) article[lang='en'] { display: none; }
article { max-width: 62rem; margin: 0 auto; }
header { margin: 1.5rem 0 2rem; }
.kicker { margin: 0; color: var(--accent); font-weight: 600; font-size: .9rem; }
h1 { margin: .15rem 0 .4rem; font-size: clamp(1.6rem, 5vw, 2.3rem); line-height: 1.2; letter-spacing: -.015em; overflow-wrap: anywhere; }
header p { margin: 0; color: var(--soft); max-width: 44rem; }
h2 { margin: 0 0 .35rem; font-size: 1.25rem; line-height: 1.3; letter-spacing: -.01em; }
h3 { margin: 0 0 .2rem; font-size: 1rem; line-height: 1.45; }
section { margin: 2.75rem 0 0; }
section > p { margin: 0 0 1rem; color: var(--soft); max-width: 44rem; }
p, li, td, th { overflow-wrap: anywhere; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem; margin: 0; padding: 0; list-style: none; }
.figures a { display: block; height: 100%; padding: .8rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; color: inherit; text-decoration: none; }
.figures a:hover { border-color: var(--accent); }
.figures a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.figures b { display: block; font-size: 1.6rem; line-height: 1.25; font-weight: 650; font-variant-numeric: tabular-nums; }
.figures .asks b { color: var(--accent); }
.figures span { color: var(--soft); font-size: .875rem; line-height: 1.35; display: block; }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: .925rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
caption { text-align: left; padding: 0 0 .5rem; color: var(--soft); font-size: .875rem; }
th, td { padding: .45rem .9rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); min-width: 5rem; }
thead th { border-top: 0; color: var(--soft); font-weight: 600; font-size: .8125rem; vertical-align: bottom; overflow-wrap: normal; }
thead .n { white-space: normal; }
tbody th { font-weight: 600; min-width: 10rem; }
tbody th small { display: block; font-weight: 400; color: var(--soft); font-size: .8125rem; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; min-width: 0; }
.day { white-space: nowrap; }
.why td { border-top: 0; padding-top: 0; }
tr:has(+ .why) > * { padding-bottom: .15rem; }
.why ul { margin: 0; padding: 0 0 .2rem; list-style: none; color: var(--soft); font-size: .875rem; }
.why li { display: flex; gap: .6rem; }
.why b { color: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums; }
.list { margin: 0; padding: 0; list-style: none; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
.list > li { padding: .9rem 1rem; border-top: 1px solid var(--line); }
.list > li:first-child { border-top: 0; }
.list p { margin: .15rem 0 0; }
.list table { margin-top: .5rem; border-radius: .4rem; }
.list caption { padding-bottom: .3rem; }
.soft { color: var(--soft); }
code { font: .875em/1.4 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; background: var(--wash); padding: .1em .35em; border-radius: .3em; overflow-wrap: anywhere; }
.badge { display: inline-block; min-width: 1.9rem; padding: 0 .5rem; margin-right: .3rem; border-radius: 99px; background: var(--wash); color: var(--accent); font-weight: 600; font-size: .875rem; text-align: center; font-variant-numeric: tabular-nums; }
dl { margin: .5rem 0 0; font-size: .925rem; }
dt { color: var(--accent); font-weight: 600; font-size: .8125rem; margin-top: .4rem; }
dd { margin: 0; }
.columns { margin: 0; padding-left: 0; list-style: none; font-size: .9rem; }
.columns li { margin-top: .4rem; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .875rem; }
@media screen { .list > li { overflow-x: auto; } }
@media screen and (max-width: 34rem) { .figures { grid-template-columns: 1fr 1fr; } }
@media screen and (max-width: 52rem) {
  table, caption, tbody, tbody tr, tbody th, tbody td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { display: flex; flex-wrap: wrap; gap: .3rem .85rem; padding: .7rem .8rem; border-top: 1px solid var(--line); }
  caption, .list caption { padding: .7rem .8rem .1rem; }
  tbody th, tbody td, tbody .n { padding: 0; border: 0; min-width: 0; text-align: left; white-space: normal; }
  tbody th { flex: 0 0 100%; }
  tbody td:empty { display: none; }
  td[data-title]::before { content: attr(data-title); display: block; color: var(--soft); font-size: .75rem; line-height: 1.3; }
  tbody .why { display: block; border-top: 0; padding-top: 0; margin-top: -.2rem; }
}
@page { size: A4; margin: 16mm 14mm; }
@media print {
  :root { color-scheme: light; --page: #fff; --card: #fff; --ink: #111; --soft: #444; --line: #c8c8c8; --accent: #0b5a53; --wash: #eef4f3; }
  html { font-size: 10pt; }
  body { padding: 0; }
  .figures { grid-template-columns: repeat(6, 1fr); gap: .4rem; }
  .figures a { padding: .5rem .6rem; }
  .languages { display: none; }
  header { margin-top: 0; }
  section { margin-top: 1.6rem; }
  table { border-radius: 0; }
  h2, h3, caption, section > p { break-after: avoid; }
  tr, .list > li, .figures li { break-inside: avoid; }
  .list > li.long { break-inside: auto; }
  th, td { padding: .3rem .5rem; }
  thead { display: table-header-group; }
}
`;
