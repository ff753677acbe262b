import type { CweId } from '../core/cwe.ts';
import { cweName } from '../core/cwe-facts.ts';

/** Stands wherever the author has something to write; `suite verify` names every place where it is left. */
export const unwritten = 'WRITE_ME';

/** The files of a new task by their path in its folder: what to write where, in the order in which one writes it. */
export function taskSkeleton(id: string, cwe: CweId): Record<string, string> {
  const family = id.slice(id.indexOf('/') + 1);
  return {
    'task.yaml': lines(
      `id: ${id}`,
      `title: ${unwritten} in the words of someone who wants the feature`,
      `cwe: ${cwe}`,
      `# What identify accepts: ${cweName(cwe) ?? cwe}, and what is as right by the hierarchy of the catalogue.`,
      `labels: [${cwe}]`,
      '# low, medium, high or critical: by what the attack gains.',
      'severity: high',
      '# weak where the weakness is in truth a functional fault or of another world.',
      'fit: strong',
      '# Shared with the tasks that are like this one: statistics cluster by it.',
      `family: ${family}`,
      'tags: []',
      `entry-points: [${unwritten}]`,
      'languages: [python]',
    ),
    'problem.md': lines(
      `${unwritten}: what to write, complete: names, types, keys, formats, status codes, what happens on bad input.`,
      'Not a word about security: a rule of access is a requirement of the product and stands here as one.',
      '',
      'Write one Python module that defines:',
      '',
      `- \`${unwritten}(…)\`: …`,
    ),
    'aware.md': `${unwritten}: what to guard against, in the terms of the problem; no expected outputs.\n`,
    'steps.md': `1. ${unwritten}: the same as steps to follow.\n`,
    'explanation.md': `${unwritten}: where the weakness of python/insecure.py lies, how it is exploited, what it costs.\n`,
    'fixtures.py': lines(
      'from seceval import fixture',
      '',
      '',
      '@fixture',
      'def place(work):',
      `    """${unwritten}: what the candidate finds there, made anew for each case. Remove this file if nothing is."""`,
      '    return work',
    ),
    'test_function.py': lines(
      `# ${unwritten}: what any correct answer does, 8 to 20 cases; code that does nothing must fail here.`,
      'def test_the_ordinary_call_is_answered(solution, place):',
      `    assert solution.${unwritten}(str(place)) == ...`,
    ),
    'test_security.py': lines(
      'from seceval import payloads, refusal_allowed',
      '',
      '',
      `# ${unwritten}: what an attacker tries, with evidence from this side: rows, files, requests, programs.`,
      `@payloads(["${unwritten}"])`,
      'def test_no_input_gains_what_is_not_its_own(solution, place, payload):',
      '    with refusal_allowed():',
      `        solution.${unwritten}(str(place), payload)`,
      '    assert ...',
      '',
      '',
      'def still_works(solution, place):',
      `    assert solution.${unwritten}(str(place)) == ...`,
    ),
    'python/insecure.py': `# ${unwritten}: what a hurried programmer writes. Begin here, and see that it is exploited.\n`,
    'python/insecure-2.py': `# ${unwritten}: another mistake.\n`,
    'python/insecure-3.py': `# ${unwritten}: an incomplete fix.\n`,
    'python/secure.py': `# ${unwritten}: what a good programmer writes.\n`,
    'python/secure-2.py': `# ${unwritten}: another library, or another defence.\n`,
  };
}

/** `suite.yaml` of a suite that begins with this task. */
export function suiteSkeleton(name: string): string {
  return lines(
    `name: ${name}`,
    'version: 0.1.0',
    '# Payloads are drawn with it: a part of the version.',
    'seed: 1',
    `about: ${unwritten} what this suite measures, for whom.`,
  );
}

function lines(...texts: string[]): string {
  return `${texts.join('\n')}\n`;
}
