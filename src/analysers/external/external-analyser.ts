import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Analyser, Analysis, Finding } from '../../core/analyser.ts';
import { EnvironmentFault } from '../../core/errors.ts';
import { tooLarge } from '../limits.ts';

export interface ScanFolders {
  /** Holds one file for each candidate, and nothing else. */
  readonly candidates: string;
  /** The tool's home and working folder. */
  readonly scratch: string;
}

export type Scan =
  | {
      readonly worked: true;
      /** By file name. A file that is in neither had no findings. */
      readonly findings: ReadonlyMap<string, readonly Finding[]>;
      /** Files that the tool could not read, with the reason. */
      readonly unread: ReadonlyMap<string, string>;
    }
  | { readonly worked: false; readonly reason: string };

/** A program that reads a folder of candidates. */
export interface ExternalTool {
  readonly name: string;
  readonly version: string;
  scan(folders: ScanFolders, signal?: AbortSignal): Promise<Scan>;
}

/** An analyser made of a program. One candidate that breaks the program is found by halves, and takes no other with it. */
export async function externalAnalyser(tool: ExternalTool): Promise<Analyser> {
  const [harmless] = await scanCodes(['answer = 42\n'], tool);
  if (harmless?.state !== 'done') {
    throw new EnvironmentFault(`${tool.name} does not work: ${harmless?.reason ?? 'it says nothing'}`, {
      hint: `try it by hand on a small file, or leave it out: --tool ruff`,
    });
  }
  return {
    name: tool.name,
    version: tool.version,
    analyse: (codes, signal) => scanCodes(codes, tool, signal),
    close: async () => undefined,
  };
}

async function scanCodes(codes: readonly string[], tool: ExternalTool, signal?: AbortSignal): Promise<Analysis[]> {
  signal?.throwIfAborted();
  const named = codes.map((code, index) => ({ code, name: `candidate-${index}.py`, large: tooLarge(code) }));
  const scan = await withFolders(async (folders) => {
    for (const { code, name, large } of named) {
      if (large === undefined) await writeFile(join(folders.candidates, name), code);
    }
    return tool.scan(folders, signal);
  });
  signal?.throwIfAborted();
  if (scan.worked) {
    return named.map(({ name, large }): Analysis => {
      const reason = large ?? scan.unread.get(name);
      if (reason !== undefined) return { state: 'failed', reason };
      return { state: 'done', findings: [...(scan.findings.get(name) ?? [])] };
    });
  }
  if (codes.length <= 1) return codes.map(() => ({ state: 'failed', reason: scan.reason }));
  const middle = Math.ceil(codes.length / 2);
  const first = await scanCodes(codes.slice(0, middle), tool, signal);
  return [...first, ...(await scanCodes(codes.slice(middle), tool, signal))];
}

async function withFolders<Result>(work: (folders: ScanFolders) => Promise<Result>): Promise<Result> {
  const root = await mkdtemp(join(tmpdir(), 'seceval-analyser-'));
  try {
    const folders = { candidates: join(root, 'candidates'), scratch: join(root, 'scratch') };
    await mkdir(folders.candidates);
    await mkdir(folders.scratch);
    return await work(folders);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
