/** Colours, type and the page as a whole. White on every verdict's colour has a contrast of at least 4.5 to 1. */
export const baseStyle = `
:root {
  color-scheme: light dark;
  --ink: #1b2027; --dim: #5c6672; --paper: #f7f7f5; --card: #fff; --sunk: #f3f4f3; --line: #dfe2e5; --link: #1f56b5;
  --secure: #1b7a55; --vulnerable: #c22f3b; --broken: #9a5f00; --invalid: #66707c; --inconclusive: #7a4fb5;
  --note: #fdf6e3; --note-line: #e6d9ae;
  --comment: #66707c; --string: #19684c; --keyword: #8a2fa0; --number: #9a4a00;
  --mono: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e7eb; --dim: #9aa5b1; --paper: #121518; --card: #1a1e23; --sunk: #14171b; --line: #2c3239; --link: #8ab4ff;
    --secure: #217a57; --vulnerable: #c23b47; --broken: #96640f; --invalid: #5f6974; --inconclusive: #7f58bd;
    --note: #221f15; --note-line: #4a4226;
    --comment: #8a95a1; --string: #7fc8a4; --keyword: #d6a0ea; --number: #e3b27a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 78rem; padding: 2.2rem 1.5rem 5rem; background: var(--paper); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif;
}
h1 { font-size: 1.7rem; line-height: 1.28; font-weight: 650; letter-spacing: -.012em; margin: .3rem 0 1.1rem; max-width: 50rem; text-wrap: pretty; }
h2 { font-size: 1.12rem; line-height: 1.3; font-weight: 650; margin: 2.8rem 0 .8rem; }
h3 { font-size: 1rem; font-weight: 600; margin: 1.6rem 0 .5rem; }
p { margin: .5rem 0; }
a { color: var(--link); }
abbr { text-decoration: none; cursor: help; }
ul.plain { margin: .7rem 0; padding: 0; list-style: none; color: var(--dim); }
.dim { color: var(--dim); font-size: .87em; font-weight: 400; letter-spacing: 0; }
.brand { margin: 0; font-weight: 700; }
.name { overflow-wrap: anywhere; }
.extremes { max-width: 60rem; }
.facts { color: var(--dim); font-size: .9rem; }
.notes { margin: 1.6rem 0 0; padding: .8rem 1.1rem; background: var(--note); border: 1px solid var(--note-line); border-radius: 8px; }
.notes h2 { margin: 0 0 .3rem; font-size: .95rem; }
.notes ul { margin: 0; padding-left: 1.1rem; font-size: .92rem; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
.unseen { background: var(--broken); color: #fff; border-radius: 3px; padding: 0 .25em; font: 600 .78em var(--mono); white-space: nowrap; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
@media (max-width: 40rem) { body { padding: 1.2rem .9rem 3rem; } h1 { font-size: 1.35rem; } }
@media print {
  :root { --paper: #fff; --card: #fff; --sunk: #fff; --ink: #000; --dim: #444; --line: #bbb; }
  * { print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 11px; }
  .filters, #focus { display: none; }
  .scroll { overflow: visible; }
  tr, .attempt:not([open]), .evidence { break-inside: avoid; }
  pre { max-height: none; }
}
`;
