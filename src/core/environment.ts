import { z } from 'zod';

/** A built environment: where it lies, and what is in it. Stored beside the root file system as `environment.json`. */
export const builtEnvironmentSchema = z.strictObject({
  /** `image`: built from the suite's environment.yaml. `host`: the machine's own Python; never pooled with the rest. `none`: no task runs. */
  kind: z.enum(['image', 'host', 'none']),
  /** Absolute path of the root file system that becomes `/` of the sandbox. */
  root: z.string(),
  /** SHA-256 over the definition and every package version. */
  fingerprint: z.string(),
  debian: z.string(),
  architecture: z.string(),
  python: z.string(),
  /** Debian package → version, of everything installed. */
  versions: z.record(z.string(), z.string()),
  builtAt: z.string(),
});
export type BuiltEnvironment = z.infer<typeof builtEnvironmentSchema>;
