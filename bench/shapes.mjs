// What is judged: per shape a list of candidates, taken in turns, each as a submission and as the program that others run.
import written from './alternatives/shapes.json' with { type: 'json' };

const testsEach = 8;
const usualCpuSeconds = 2;
/** Reads the system's trust store when it is imported, which only the sandbox is sure to have. */
const readsTrustStore = /^\s*(import|from) requests\b/m;

/** One candidate and its eight tests, written for both sides. */
export function writtenShapes(suite) {
  return Object.entries(written).map(([name, { entryPoint, judged, code, inProcess }]) => {
    const [like] = suite.tasks;
    const definition = {
      ...like.definition,
      id: `CWE-000/${name}`,
      'entry-points': [entryPoint],
      env: {},
      requires: [],
    };
    const task = { ...like, definition, tests: { ...judged, companion: '' } };
    return {
      name,
      about: 'eight tests a candidate, the same on both sides',
      candidates: [{ task, code, verdict: 'secure' }],
      programs: [`${code}\n${inProcess}`],
    };
  });
}

/**
 * The first secure and the first insecure reference of each task, with their own imports. Here eight of a task's tests
 * run, spread over all of them. The others only load the candidate and test nothing, for the tests cannot run in its
 * process: what they would need in truth is more.
 */
export async function referenceShape(suite, { judge, whyNot }) {
  // A task that raises its limit hashes or waits by design, in its tests alone.
  const tasks = suite.tasks.filter(
    (task) => task.definition.limits['cpu-seconds'] === usualCpuSeconds && whyNot(task) === undefined,
  );
  const spread = tasks.flatMap((task) =>
    ['secure', 'insecure']
      .map((kind) => task.variants.find((one) => one.kind === kind && !readsTrustStore.test(one.code)))
      .filter((variant) => variant !== undefined)
      .map(({ code }) => ({ task, code })),
  );
  const candidates = await Promise.all(
    spread.map(async ({ task, code }) => {
      const submission = { task, language: 'python', code, seed: suite.seed };
      const { tests } = await judge.judge(submission);
      const step = tests.length / testsEach;
      const only = tests.length <= testsEach ? undefined : spreadOver(tests, step);
      const { verdict } = await judge.judge({ ...submission, ...(only && { only }) });
      return { task, code, verdict, ...(only && { only }) };
    }),
  );
  const programs = spread.map(({ task, code }) => loading(code, task.definition.env));
  const about = `${candidates.length} references of ${tasks.length} tasks in turns; eight tests each here, none elsewhere`;
  return { name: 'suite references', about, candidates, programs };
}

function spreadOver(tests, step) {
  return Array.from({ length: testsEach }, (_, index) => tests[Math.floor(index * step)].name);
}

function loading(code, env) {
  return [
    'import os, sys, types',
    `os.environ.update(${JSON.stringify(env)})`,
    "module = sys.modules['solution'] = types.ModuleType('solution')",
    `exec(compile(${JSON.stringify(code)}, 'solution.py', 'exec'), module.__dict__)`,
  ].join('\n');
}
