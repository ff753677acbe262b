/** The page's only script: filters, and opening the attempt that the address names. Runs by its hash in the page's policy. */
export const pageScript = `
const attempts=[...document.querySelectorAll('.attempt')];
const fields=['text','outcome','strategy','task','model'].map(n=>document.getElementById('f-'+n));
const count=document.getElementById('count');
const words=new Map();
const wordsOf=a=>{let w=words.get(a);if(w===undefined){w=a.textContent.toLowerCase();words.set(a,w)}return w};
function filter(){const [text,...rest]=fields.map(f=>f.value);const needle=text.trim().toLowerCase();let n=0;
for(const a of attempts){const d=a.dataset;const ok=['outcome','strategy','task','model'].every((k,i)=>!rest[i]||d[k]===rest[i])&&(!needle||wordsOf(a).includes(needle));a.hidden=!ok;if(ok)n++}
count.textContent=n===attempts.length?n+' attempts':n+' of '+attempts.length+' attempts'}
let timer;for(const f of fields)f.addEventListener('input',()=>{clearTimeout(timer);timer=setTimeout(filter,120)});
function follow(){const a=document.getElementById(location.hash.slice(1));if(a&&a.classList.contains('attempt')){a.hidden=false;a.open=true;a.scrollIntoView();a.querySelector('summary').focus({preventScroll:true})}}
addEventListener('hashchange',follow);filter();follow();
`;
