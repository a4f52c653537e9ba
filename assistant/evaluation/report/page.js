/* Sifts the prompts on the report's page, and opens what is chosen. */
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
