import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { UserMistake } from '../../core/errors.ts';
import { cwesInText } from '../sarif/sarif-cwes.ts';
import { collectFindings } from './collect-findings.ts';
import type { ExternalTool, Scan, ScanFolders } from './external-analyser.ts';
import { runTool } from './run-tool.ts';
import { lastLine, parseJson, readToolVersion } from './tool-output.ts';

const outputSchema = z.object({
  results: z.array(
    z.object({
      check_id: z.string(),
      path: z.string(),
      start: z.object({ line: z.number().int() }),
      extra: z.object({
        message: z.string().default(''),
        metadata: z.looseObject({ cwe: z.union([z.string(), z.array(z.string())]).optional() }).default({}),
      }),
    }),
  ),
  errors: z.array(z.object({ path: z.string().optional(), message: z.string().optional(), type: z.unknown() })),
});

/** semgrep with rules of the user's own disk: without them it would fetch some. */
export async function createSemgrep(program: string, config: string | undefined): Promise<ExternalTool> {
  if (config === undefined) {
    throw new UserMistake('semgrep needs rules, and none are downloaded', {
      hint: 'name a file or folder: --config rules/',
    });
  }
  const rules = resolve(config);
  const version = `${await readToolVersion(program)} rules ${await hashOfRules(rules)}`;
  return { name: 'semgrep', version, scan: (folders, signal) => scan({ program, rules, folders, signal }) };
}

interface SemgrepScan {
  readonly program: string;
  readonly rules: string;
  readonly folders: ScanFolders;
  readonly signal: AbortSignal | undefined;
}

async function scan({ program, rules, folders, signal }: SemgrepScan): Promise<Scan> {
  const args = [
    ...['scan', '--config', rules, '--json', '--quiet', '--metrics=off', '--disable-version-check'],
    // Code must not silence it, nor may its size.
    ...['--disable-nosem', '--no-git-ignore', '--max-target-bytes', '0', '--timeout', '20', '--max-memory', '2000'],
    folders.candidates,
  ];
  const outcome = await runTool({ program, args, folder: folders.scratch, limits: { timeoutMs: 600_000 }, signal });
  if (!outcome.ended) return { worked: false, reason: outcome.reason };
  const output = parseSemgrepOutput(outcome.stdout);
  if (output !== undefined && outcome.exitCode <= 1) return output;
  return { worked: false, reason: lastLine(outcome.stderr) };
}

/** What `--json` prints; undefined when it is something else. */
export function parseSemgrepOutput(text: string): Scan | undefined {
  const output = outputSchema.safeParse(parseJson(text));
  if (!output.success) return undefined;
  const findings = output.data.results.map(({ check_id, path, start, extra }) => ({
    file: path,
    // semgrep puts the path of the rule file before the rule's name.
    rule: check_id.split('.').at(-1) ?? check_id,
    cwes: [...new Set([extra.metadata.cwe ?? []].flat().flatMap(cwesInText))],
    line: start.line,
    message: extra.message,
  }));
  const unread = output.data.errors.flatMap(({ path, message }): [string, string][] =>
    path === undefined ? [] : [[basename(path), (message ?? 'it could not be read').slice(0, 300)]],
  );
  return { worked: true, findings: collectFindings(findings), unread: new Map(unread) };
}

/** Eight digits that change with any rule. */
async function hashOfRules(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    const folder = (await stat(path)).isDirectory();
    const names = folder ? (await readdir(path, { recursive: true })).sort() : [''];
    for (const name of names) {
      const file = join(path, name);
      if (!(await stat(file)).isFile()) continue;
      hash.update(`${name}\0`).update(await readFile(file));
    }
  } catch (cause) {
    throw new UserMistake(`cannot read the rules ${path}`, { cause, hint: 'name a YAML file or a folder of them' });
  }
  return hash.digest('hex').slice(0, 8);
}
