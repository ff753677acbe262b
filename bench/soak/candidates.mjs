// Candidates whose verdict is known whatever the payloads: references and stubs, of which the suite's proof speaks.
import { stubs } from '../../dist/suite/stubs.js';

const quickTasks = ['CWE-089/order-search', 'CWE-022/', 'CWE-078/', 'CWE-079/', 'CWE-089/', 'CWE-094/', 'CWE-601/'];

/** Of one quick task of each kind, in turns, so that no task fills the service by itself. */
export function candidatesOfSuite(suite, whyNot) {
  const tasks = quickTasks
    .map((start) => suite.tasks.find((task) => task.definition.id.startsWith(start) && !whyNot(task)))
    .filter((task, index, all) => task !== undefined && all.indexOf(task) === index);
  const lists = tasks.map((task) => [...references(task, 'secure'), ...references(task, 'insecure'), ...idle(task)]);
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}

/** Of one task: a secure one, a vulnerable one and a stub in turns. */
export function candidatesOfTask(task) {
  return idle(task).flatMap((stub) => [...references(task, 'secure'), ...references(task, 'insecure'), stub]);
}

function references(task, wantedKind) {
  const wanted = wantedKind === 'secure' ? 'secure' : 'vulnerable';
  return task.variants
    .filter(({ kind }) => kind === wantedKind)
    .map(({ code }) => ({ task, code, wanted, is: (verdict) => verdict === wanted }));
}

function idle(task) {
  return stubs(task.definition['entry-points']).map(({ code }) => ({
    task,
    code,
    wanted: 'not secure',
    is: (verdict) => ['invalid', 'broken', 'vulnerable'].includes(verdict),
  }));
}
