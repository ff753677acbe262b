/**
 * The page's only script: filters, cells that narrow the list, and opening the attempt that the address names. It runs by
 * its hash in the page's policy, and reads the page only as text and data attributes: it makes no markup.
 */
export const pageScript = `
const byId = (id) => document.getElementById(id);
const attempts = [...document.querySelectorAll('.attempt')];
const groups = [...document.querySelectorAll('.group')];
const names = ['outcome', 'strategy', 'task', 'model'];
const fields = ['text', ...names].map((name) => byId('f-' + name));
const focus = byId('focus');
const texts = new Map();
let cell;

function textOf(attempt) {
  if (!texts.has(attempt)) texts.set(attempt, attempt.textContent.toLowerCase());
  return texts.get(attempt);
}

function narrow() {
  const [text, ...values] = fields.map((field) => field.value);
  const needle = text.trim().toLowerCase();
  let shown = 0;
  for (const attempt of attempts) {
    const data = attempt.dataset;
    const fits = cell
      ? Object.keys(cell).every((name) => data[name] === cell[name])
      : names.every((name, index) => !values[index] || data[name] === values[index]) &&
        (!needle || textOf(attempt).includes(needle));
    attempt.hidden = !fits;
    if (fits) shown++;
  }
  for (const group of groups) group.hidden = !group.querySelector('.attempt:not([hidden])');
  byId('none').hidden = shown > 0;
  byId('count').textContent = shown === attempts.length ? String(shown) : shown + ' of ' + attempts.length;
  focus.hidden = !cell;
  if (cell) focus.firstElementChild.textContent = 'Only ' + Object.values(cell).join(', ') + '.';
}

function release() {
  cell = undefined;
  narrow();
}

function follow() {
  const attempt = byId(location.hash.slice(1));
  if (!attempt || !attempt.classList.contains('attempt')) return;
  if (attempt.hidden) {
    for (const field of fields) field.value = '';
    release();
  }
  attempt.open = true;
  attempt.scrollIntoView({ block: cell ? 'nearest' : 'start' });
  if (cell) byId('attempts').scrollIntoView();
  attempt.querySelector('summary').focus({ preventScroll: true });
}

let timer;
for (const field of fields) {
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(release, 120);
  });
}
focus.querySelector('button').addEventListener('click', release);
for (const link of document.querySelectorAll('a.key')) {
  link.addEventListener('click', () => {
    cell = { ...link.dataset };
    narrow();
    if (link.hash === location.hash) follow();
  });
}
addEventListener('hashchange', follow);
narrow();
follow();
`;
