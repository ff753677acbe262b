// Ruff in a thread of its own, so that hostile code can be given up on. Plain JavaScript: a thread cannot load TypeScript
// on Node 20, and tests run from the sources.
import { parentPort } from 'node:worker_threads';
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';

// Preview stays off: with it `code` would hold the rule's name in place of its number.
const workspace = new Workspace({ 'target-version': 'py311', lint: { select: ['S'] } }, PositionEncoding.Utf16);

parentPort.on('message', (code) => {
  try {
    const diagnostics = workspace.check(code).map(({ code: rule, message, start_location: { row } }) => {
      return { rule, message: message.slice(0, 500), line: row };
    });
    parentPort.postMessage({ diagnostics });
  } catch (error) {
    parentPort.postMessage({ fault: String(error).slice(0, 200) });
  }
});
parentPort.postMessage({ ready: Workspace.version() });
