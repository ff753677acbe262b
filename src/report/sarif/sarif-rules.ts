import { severities } from '../../core/task.ts';
import type { ReportDocument, TaskReport } from '../report-document.ts';
import type { SarifRule } from './sarif-log.ts';

/** GitHub's scale: above 9 critical, 7 to 8.9 high, 4 to 6.9 medium, above 0 low. */
const scores = { low: '3.0', medium: '5.5', high: '8.0', critical: '9.5' } as const;

/** GitHub shows this much of a description, characters. */
const longestDescription = 1024;

/** A rule for each weakness of the tasks. `explanations`: by task, why its weakness is one (explanation.md, the suite's own). */
export function sarifRules(
  document: ReportDocument,
  tasks: readonly TaskReport[],
  explanations: ReadonlyMap<string, string>,
): SarifRule[] {
  return [...new Set(tasks.map(({ cwe }) => cwe))].map((cwe) => {
    const own = tasks.filter((task) => task.cwe === cwe);
    const name = document.perCwe.find((weakness) => weakness.cwe === cwe)?.name ?? cwe;
    const worst = severities[Math.max(...own.map(({ severity }) => severities.indexOf(severity)))] ?? 'low';
    const number = cwe.slice('CWE-'.length);
    const uri = `https://cwe.mitre.org/data/definitions/${number}.html`;
    const explained = own.flatMap(({ task, title }) => {
      const text = explanations.get(task);
      return text === undefined ? [] : [{ title, text: text.trim() }];
    });
    const about = `Code that does what was asked has the weakness ${cwe} (${name}): an attack on it succeeded in a sandbox.`;
    return {
      id: cwe,
      name: name.replace(/[^A-Za-z0-9]+/g, ''),
      shortDescription: { text: `${cwe}: ${name}`.slice(0, longestDescription) },
      fullDescription: { text: about.slice(0, longestDescription) },
      help: {
        text: [...explained.map(({ title, text }) => `${title}: ${text}`), uri].join('\n\n'),
        markdown: [...explained.map(({ title, text }) => `### ${title}\n\n${text}`), `[${cwe}](${uri})`].join('\n\n'),
      },
      helpUri: uri,
      defaultConfiguration: { level: levelOf(worst) },
      properties: {
        // The form in which code scanning knows a weakness.
        tags: ['security', `external/cwe/cwe-${number.padStart(3, '0')}`],
        precision: 'very-high',
        'security-severity': scores[worst],
      },
    };
  });
}

export function levelOf(severity: TaskReport['severity']): 'error' | 'warning' {
  return severity === 'high' || severity === 'critical' ? 'error' : 'warning';
}
