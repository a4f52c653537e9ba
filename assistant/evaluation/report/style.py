"""How the report's page looks, and its only script: nothing of a prompt or an answer reaches either."""

STYLE = """
:root{color-scheme:light dark;--ink:#20211f;--paper:#fbfaf6;--card:#fff;--line:#dfdbd0;--soft:#66635a;--bar:#2c6e74;
--track:#e9e5da;--good:#2d6b3c;--bad:#a5352b;--mark:#fff0b0;--wrong:#ffd9d4;--chip:#efece3}
@media(prefers-color-scheme:dark){:root{--ink:#e9e6df;--paper:#171819;--card:#1f2122;--line:#37393a;--soft:#a6a299;
--bar:#6db4b9;--track:#2d3031;--good:#86c796;--bad:#f0938a;--mark:#5c4b14;--wrong:#6b2f29;--chip:#2a2d2e}}
*{box-sizing:border-box}
body{font:16px/1.55 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans KR",sans-serif;color:var(--ink);
background:var(--paper);max-width:68rem;margin:0 auto;padding:2.2rem 1.2rem 5rem;overflow-wrap:break-word}
h1,h2{font-family:Charter,"Iowan Old Style",Georgia,"Noto Serif",serif;font-weight:600;line-height:1.2}
h1{font-size:2.1rem;margin:0 0 .3rem}h2{font-size:1.35rem;margin:2.8rem 0 .8rem}
h3{font-size:.78rem;letter-spacing:.06em;text-transform:uppercase;color:var(--soft);margin:1.1rem 0 .35rem;font-weight:600}
p{margin:.35rem 0}.soft{color:var(--soft)}.small{font-size:.86rem}.bad{color:var(--bad)}.good{color:var(--good)}
.n{font-variant-numeric:tabular-nums;white-space:nowrap}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:.8rem;margin:1.4rem 0}
.tile{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem}
.tile b{display:block;font-size:1.75rem;line-height:1.25;font-variant-numeric:tabular-nums;font-weight:600}
.alarm{border:1px solid var(--bad);border-left-width:5px;border-radius:.4rem;
background:var(--card);padding:.7rem 1rem;margin:1.2rem 0}
.alarm ul{margin:.3rem 0;padding-left:1.2rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th{font-size:.8rem;color:var(--soft);font-weight:600}tr.group th{padding-top:1.3rem;color:var(--ink);font-size:.95rem}
.figures .small{display:block;max-width:34rem;line-height:1.4}
svg{display:block;overflow:visible}.track{fill:var(--track)}.bar{fill:var(--bar)}.whisker{stroke:var(--ink);stroke-width:1.5;opacity:.6}
.kinds{display:grid;grid-template-columns:minmax(9rem,auto) repeat(3,1fr);gap:.35rem 1.4rem;align-items:center}
.kinds>b,.cell b{font-size:.8rem;color:var(--soft);font-weight:600}.cell b{display:none}
.cell{display:grid;grid-template-columns:1fr 3.1rem;gap:.6rem;align-items:center}.cell svg{width:100%;height:12px}
.steps{display:flex;height:1.5rem;border-radius:.3rem;overflow:hidden;margin:.5rem 0}.steps i{display:block;background:var(--bar);
border-right:2px solid var(--paper)}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem}.legend i{display:inline-block;width:.8rem;height:.8rem;border-radius:.15rem;
background:var(--bar);margin-right:.4rem}.s0{opacity:1}.s1{opacity:.78}.s2{opacity:.58}.s3{opacity:.4}.s4{opacity:.22}
.filters{position:sticky;top:0;z-index:1;background:var(--paper);padding:.7rem 0;border-bottom:1px solid var(--line);display:flex;
flex-wrap:wrap;gap:.5rem .9rem;align-items:center}
input,select,button{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);
border-radius:.4rem;padding:.3rem .6rem}
input[type=search]{flex:1 1 12rem;min-width:0}button{cursor:pointer}
:focus-visible{outline:2px solid var(--bar);outline-offset:2px}
details.prompt{border-bottom:1px solid var(--line)}
summary{cursor:pointer;padding:.65rem 0;display:grid;grid-template-columns:1.4rem 1fr auto;gap:.1rem .6rem;list-style:none}
summary::-webkit-details-marker{display:none}summary:hover .q{text-decoration:underline;text-underline-offset:.2em}
summary .why{grid-column:2/-1}.chip{display:inline-block;background:var(--chip);border-radius:1rem;padding:.02rem .6rem;
font-size:.78rem;white-space:nowrap;align-self:start}
.two{display:grid;grid-template-columns:1.25fr 1fr;gap:0 2.2rem;padding:0 0 1.4rem 2rem}.two>div{min-width:0}
ol{padding-left:1.5rem;margin:.3rem 0}ul{padding-left:1.2rem;margin:.3rem 0}li{margin:.25rem 0}
blockquote{margin:.25rem 0 .6rem;padding:.1rem 0 .1rem .8rem;border-left:3px solid var(--line);
white-space:pre-line;font-size:.93rem}
blockquote.gold{border-color:var(--bar)}mark{background:var(--mark);color:inherit;border-radius:.15rem;padding:0 .08em}
mark.no{background:var(--wrong)}sup{font-size:.72em;color:var(--bar);font-weight:600}
code,li,blockquote{overflow-wrap:anywhere}code{font:.88em ui-monospace,"DejaVu Sans Mono",Menlo,monospace}
[hidden]{display:none!important}
@media(max-width:44rem){body{padding:1.3rem .9rem 4rem}h1{font-size:1.7rem}.two{grid-template-columns:1fr;padding-left:0}
.kinds{grid-template-columns:repeat(3,1fr);gap:.25rem .9rem}.kinds>b{display:none}.kinds .kind{grid-column:1/-1;margin-top:.6rem}
.cell b{display:block;grid-column:1/-1}.cell{grid-template-columns:1fr;gap:.1rem}
td{padding-right:.6rem}.filters{position:static}.figures th:nth-child(4),.figures td:nth-child(4){display:none}}
@media print{.filters{display:none}}
"""

SCRIPT = """
const at=id=>document.getElementById(id),rows=[...document.querySelectorAll('details.prompt')];
function sift(){const words=at('words').value.trim().toLowerCase(),state=at('state').value,kind=at('kind').value;
for(const row of rows)row.hidden=(state==='failed'&&row.dataset.failed!=='1')||(state==='right'&&row.dataset.failed==='1')||
(state==='changed'&&row.dataset.changed!=='1')||(kind&&row.dataset.kind!==kind)||
(words&&!row.textContent.toLowerCase().includes(words));
const shown=rows.filter(row=>!row.hidden).length;at('count').textContent=shown+' of '+rows.length+' shown';
at('none').hidden=shown>0}
for(const id of ['words','state','kind'])at(id).addEventListener('input',sift);
at('open').addEventListener('click',()=>{const all=rows.filter(row=>!row.hidden),open=all.some(row=>!row.open);
for(const row of all)row.open=open});
sift();
"""
