/** Inlined into the page: light and dark, narrow and printed. */
export const pageStyle = `
:root{color-scheme:light dark;--ink:#1c2128;--dim:#626c79;--paper:#fbfbfa;--card:#fff;--line:#e2e4e8;--link:#2558b8;
--secure:#2c7a4b;--vulnerable:#b4232c;--broken:#b06a00;--invalid:#6b7280;--inconclusive:#7a4fb5;--on:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e3e6ea;--dim:#98a2ae;--paper:#14171b;--card:#1b1f25;--line:#2d333b;--link:#82aaff;
--secure:#3f9b66;--vulnerable:#d2505a;--broken:#c98a2b;--invalid:#7d8794;--inconclusive:#9a77d1}}
*{box-sizing:border-box}body{margin:0 auto;max-width:74rem;padding:2rem 1.25rem 4rem;background:var(--paper);color:var(--ink);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
h1{font-size:1.55rem;line-height:1.3;font-weight:600;margin:.2rem 0 .9rem;max-width:48rem;text-wrap:balance}h2{font-size:1.05rem;margin:2.2rem 0 .6rem}
.brand{font-weight:700;letter-spacing:.02em;margin:0;color:var(--dim)}.dim{color:var(--dim);font-size:.86em;font-weight:400}a{color:var(--link)}
.chip{display:inline-block;border:1px solid var(--line);border-radius:1rem;padding:.05rem .6rem;margin:.1rem 0;font-size:.85rem;background:var(--card);overflow-wrap:anywhere}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;background:var(--card);border:1px solid var(--line);border-radius:6px}
th,td{padding:.4rem .6rem;text-align:left;border-bottom:1px solid var(--line);vertical-align:middle}thead th{font-size:.8rem;color:var(--dim);font-weight:600}
tbody tr:last-child>*{border-bottom:0}tbody th{font-weight:500;overflow-wrap:anywhere;max-width:17rem}.grid .model{text-align:left;font-size:.78rem;color:var(--dim);overflow-wrap:anywhere;border-left:2px solid var(--line)}.grid .first{border-left:2px solid var(--line)}.number{text-align:right;font-variant-numeric:tabular-nums}.bar{min-width:11rem;width:30%}
.bars{display:flex;height:1.35rem;border-radius:4px;overflow:hidden}.part{color:var(--on);font-size:.78rem;text-align:center;line-height:1.35rem;overflow:hidden}
.part.secure,.part.right,.badge.secure,.badge.right,.badge.pass,.key.secure,.key.right{background:var(--secure)}
.part.vulnerable,.part.wrong,.badge.vulnerable,.badge.wrong,.badge.fail,.key.vulnerable,.key.wrong{background:var(--vulnerable)}
.part.broken,.badge.broken,.badge.error,.key.broken{background:var(--broken)}.part.invalid,.badge.invalid,.badge.open,.key.invalid,.key.open{background:var(--invalid)}
.part.inconclusive,.badge.inconclusive,.key.inconclusive{background:var(--inconclusive)}
.badge{display:inline-block;color:var(--on);border-radius:4px;padding:0 .45rem;font-size:.78rem;line-height:1.35rem;min-width:5.6rem;text-align:center}
.tests .badge{min-width:3.6rem}.key{display:inline-block;color:var(--on);min-width:1.7rem;line-height:1.5rem;border-radius:4px;text-align:center;text-decoration:none;font-size:.82rem;padding:0 .25rem}
.grid th[scope=col] span{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap}.grid th[scope=col]:first-child span{writing-mode:initial;transform:none}
.grid td,.grid thead th{text-align:center;padding:.25rem .3rem;vertical-align:bottom}.grid thead th:first-child{text-align:left}.grid tbody td{vertical-align:middle}.grid th[scope=row]{white-space:nowrap;padding:.25rem .6rem}.legend .key{min-width:1.4rem;line-height:1.25rem}
.notes ul{margin:.3rem 0;padding-left:1.2rem}.filters{display:flex;flex-wrap:wrap;gap:.5rem;margin:.4rem 0 .8rem;position:sticky;top:0;background:var(--paper);padding:.5rem 0;z-index:1}
.filters input,.filters select{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:5px;padding:.3rem .5rem;max-width:100%}.filters input{flex:1 1 14rem}
.attempt{border:1px solid var(--line);border-radius:6px;background:var(--card);margin:.35rem 0;padding:0 .8rem;scroll-margin-top:4rem}.attempt>summary{padding:.45rem 0;cursor:pointer;overflow-wrap:anywhere}
.attempt[open]{padding-bottom:.8rem}.attempt:target{outline:2px solid var(--link)}.task{font-weight:600}.why{color:var(--dim);font-size:.88em}.attempt[hidden]{display:none}
.text{margin:.5rem 0}.text>summary{cursor:pointer;color:var(--dim);font-size:.9rem}pre{margin:.3rem 0;padding:.7rem;overflow:auto;max-height:34rem;background:var(--paper);border:1px solid var(--line);border-radius:5px;font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere;tab-size:4}
code{font:12.5px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}.tests{list-style:none;padding:0;margin:.4rem 0}.tests li{margin:.35rem 0}
.unseen{background:var(--broken);color:var(--on);border-radius:3px;padding:0 .2rem;font-size:.75em}:focus-visible{outline:2px solid var(--link);outline-offset:2px}
@media print{.filters{display:none}body{max-width:none}.attempt{break-inside:avoid}pre{max-height:none}}
`;
