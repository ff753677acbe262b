/** The filters, the list of attempts, and what an attempt opens to. */
export const attemptStyle = `
#attempts { scroll-margin-top: .5rem; }
.filters { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: .5rem; padding: .6rem 0; background: var(--paper); }
.filters input, .filters select, button {
  font: inherit; font-size: .92rem; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .35rem .6rem;
}
.filters input { flex: 2 1 16rem; min-width: 0; }
.filters select { flex: 1 1 8rem; min-width: 0; max-width: 16rem; }
button { cursor: pointer; padding: .15rem .6rem; }
#focus { padding: .4rem .8rem; border: 1px solid var(--link); border-radius: 6px; background: var(--card); overflow-wrap: anywhere; }
#focus[hidden], .group[hidden], .attempt[hidden], #none[hidden] { display: none; }
.attempt { background: var(--card); border: 1px solid var(--line); margin-top: -1px; scroll-margin-top: 4.2rem; overflow: clip; }
.attempt:first-of-type { border-radius: 8px 8px 0 0; }
.attempt:last-of-type { border-radius: 0 0 8px 8px; }
.attempt[open] { margin: .5rem 0; border-radius: 8px; border-color: color-mix(in srgb, var(--dim) 60%, var(--line)); }
.attempt:target { outline: 2px solid var(--link); outline-offset: -1px; }
.attempt > summary {
  display: grid; grid-template-columns: 7.4rem minmax(11rem, 17rem) minmax(8rem, 14rem) 1fr auto; gap: .8rem; align-items: baseline;
  padding: .4rem .7rem; cursor: pointer; list-style: none;
}
.attempt > summary::-webkit-details-marker { display: none; }
.attempt > summary::after { content: "›"; color: var(--dim); font-weight: 700; grid-column: 5; }
.attempt[open] > summary::after { transform: rotate(90deg); }
.attempt > summary:hover { background: var(--sunk); }
.attempt:not([open]) .why { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.attempt .name, .why { color: var(--dim); font-size: .9em; min-width: 0; overflow-wrap: anywhere; }
.attempt .badge.open { --fill: var(--invalid); }
.badge { display: inline-block; border-radius: 4px; padding: 0 .5rem; font-size: .8rem; line-height: 1.4rem; font-weight: 600; white-space: nowrap; }
.body { padding: .2rem 1rem .8rem; border-top: 1px solid var(--line); }
.evidence { margin: .6rem 0; padding: .5rem .9rem; border-left: 4px solid var(--fill); background: var(--sunk); border-radius: 0 6px 6px 0; }
.evidence p { margin: 0; }
.evidence dl, .facts-list { display: grid; grid-template-columns: max-content 1fr; gap: .25rem .9rem; margin: .4rem 0 0; }
.facts-list { margin: .5rem 0 1rem; font-size: .92rem; }
dt { color: var(--dim); font-size: .9em; }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.evidence dd code { white-space: pre-wrap; }
.passed { margin: .25rem 0; }
.text { margin: .7rem 0; }
.text > summary { cursor: pointer; font-size: .92rem; font-weight: 600; width: max-content; max-width: 100%; }
pre {
  margin: .4rem 0; padding: .7rem .9rem; max-height: 36rem; overflow: auto; background: var(--sunk); border: 1px solid var(--line); border-radius: 6px;
  font: 12.5px/1.55 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; unicode-bidi: isolate; direction: ltr; text-align: left;
}
code { font-family: var(--mono); font-size: .86em; overflow-wrap: anywhere; unicode-bidi: isolate; }
pre code { font-size: inherit; }
.lines { counter-reset: line; }
.lines > span { display: block; padding-left: 3.2em; text-indent: -3.2em; counter-increment: line; }
.lines > span::before { content: counter(line); display: inline-block; width: 2.2em; margin-right: 1em; text-align: right; text-indent: 0; color: var(--dim); opacity: .7; user-select: none; }
.lines i { font-style: normal; text-indent: 0; }
.lines .unseen { text-indent: 0; }
.lines .comment { color: var(--comment); font-style: italic; } .lines .string { color: var(--string); }
.lines .keyword { color: var(--keyword); } .lines .number { color: var(--number); text-align: inherit; white-space: inherit; }
@media (max-width: 56rem) {
  .attempt > summary { display: flex; flex-wrap: wrap; gap: .2rem .6rem; }
  .attempt:not([open]) .why { white-space: normal; }
  .body { padding-inline: .7rem; }
}
`;
