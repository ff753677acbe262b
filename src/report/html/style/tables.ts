/** Bars, tables of results, the grid of weaknesses. */
export const tableStyle = `
.secure, .right, .pass { --fill: var(--secure); }
.vulnerable, .wrong, .fail { --fill: var(--vulnerable); }
.broken, .error { --fill: var(--broken); }
.invalid { --fill: var(--invalid); }
.inconclusive { --fill: var(--inconclusive); }
.open { --fill: var(--invalid); }
.swatch, .part, .badge, .fill i { background: var(--fill); color: #fff; }
.swatch.open, .badge.open, .fill i.open { background: none; color: var(--dim); box-shadow: inset 0 0 0 1px var(--invalid); }
.swatch.inconclusive, .part.inconclusive, .fill i.inconclusive {
  background: repeating-linear-gradient(135deg, var(--fill) 0 5px, color-mix(in srgb, var(--fill) 82%, #000) 5px 10px);
}
.swatch { display: inline-block; width: .72rem; height: .72rem; border-radius: 3px; margin-right: .4rem; vertical-align: -.03rem; }
.bars { display: flex; gap: 1px; height: 1.3rem; border-radius: 5px; overflow: hidden; background: var(--line); }
.bars.hero { height: 1.9rem; max-width: 62rem; }
.part { font-size: .76rem; line-height: 1.3rem; text-align: center; overflow: hidden; font-variant-numeric: tabular-nums; }
.hero .part { font-size: .9rem; line-height: 1.9rem; font-weight: 600; }
.key-list { display: flex; flex-wrap: wrap; gap: .2rem 1.3rem; list-style: none; margin: .6rem 0; padding: 0; font-size: .9rem; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .42rem .6rem; text-align: left; vertical-align: middle; }
thead th { font-size: .76rem; font-weight: 600; color: var(--dim); vertical-align: bottom; white-space: nowrap; }
tbody tr + tr > *, tbody + tbody > tr:first-child > * { border-top: 1px solid var(--line); }
thead + tbody > tr:first-child > * { border-top: 1px solid var(--line); }
tbody th { font-weight: 500; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.number .swatch { margin-right: .3rem; }
.none { color: var(--dim); opacity: .6; }
.chief { font-weight: 700; color: var(--ink); }
.results { min-width: 50rem; }
.results th, .results td { padding-inline: .5rem; }
.results .bar { width: 30%; min-width: 10rem; }
.results tbody th[scope=row] { padding-left: 1.4rem; white-space: nowrap; }
.model th { background: var(--sunk); font-weight: 600; overflow-wrap: anywhere; padding-block: .3rem; font-size: .9rem; }
.figures td, .figures th { font-size: .85rem; vertical-align: top; min-width: 8rem; }
.figures tbody th { min-width: 15rem; }
.grid { width: auto; min-width: 100%; }
.grid td, .grid thead th { text-align: center; padding: .2rem .28rem; }
.grid thead tr:first-child th { text-align: left; padding: .45rem .5rem; color: var(--ink); max-width: 1px; overflow: hidden; text-overflow: ellipsis; }
.grid thead th[scope=col]:first-child { text-align: left; padding: .3rem .7rem; }
.grid thead th[scope=col]:not(:first-child) span { display: inline-block; writing-mode: vertical-rl; transform: rotate(180deg); max-height: 11rem; overflow: hidden; padding: .2rem 0; color: var(--ink); }
.grid thead small { font-weight: 400; color: var(--dim); }
.grid .first { border-left: 1px solid var(--line); }
.grid tbody th { position: sticky; left: 0; background: var(--card); padding: .3rem .7rem; min-width: 15rem; line-height: 1.35; font-weight: 400; }
.grid .of-task th { padding-left: 1.6rem; }
.grid .of-task > * { border-top: 0 !important; }
.key { position: relative; display: block; min-width: 2.3rem; height: 1.6rem; border-radius: 5px; overflow: hidden; text-decoration: none; }
.of-task .key { height: 1.35rem; }
.key:hover { box-shadow: 0 0 0 2px var(--link); }
.fill { position: absolute; inset: 0; display: flex; }
.fill i.secure, .fill i.right { order: -1; }
.sign { position: relative; color: #fff; font-size: .78rem; font-weight: 600; line-height: 1.6rem; text-shadow: 0 0 2px #0009; font-variant-numeric: tabular-nums; padding: 0 .2rem; }
.of-task .sign { line-height: 1.35rem; font-weight: 400; }
.key.open .sign { color: var(--ink); text-shadow: none; }
@media (max-width: 40rem) { .grid tbody th { position: static; min-width: 11rem; } }
`;
