import { devices } from './devices.ts';
import type { Escapes } from './escape.ts';
import { files } from './files.ts';
import { judgeMemory } from './judge-memory.ts';
import { kernelFacts } from './kernel-facts.ts';
import { kernelInterfaces } from './kernel-interfaces.ts';
import { keys } from './keys.ts';
import { leftovers } from './leftovers.ts';
import { lineage } from './lineage.ts';
import { mounts } from './mounts.ts';
import { namespaces } from './namespaces.ts';
import { neighbours } from './neighbours.ts';
import { network } from './network.ts';
import { privileges } from './privileges.ts';
import { signals } from './signals.ts';

/** The escape suite by what a program is after. A name is unique over all groups. */
export const escapeGroups: Readonly<Record<string, Escapes>> = {
  'Files and the home folder of the host': files,
  'Facts and processes of the host': kernelFacts,
  'Candidates beside it': neighbours,
  "The judge's memory, descriptors and tests": judgeMemory,
  'Memory of earlier candidates and of the tests in its own process': lineage,
  'Signals and priorities of others': signals,
  'The network': network,
  'Mounts and the root': mounts,
  Namespaces: namespaces,
  Devices: devices,
  "The kernel's interfaces": kernelInterfaces,
  'Environment and keys of the caller': keys,
  'Users and powers': privileges,
  'What stays for the next candidate': leftovers,
};
