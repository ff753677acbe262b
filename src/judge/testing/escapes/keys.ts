import { python } from '../inline-task.ts';
import { type Escapes, outside } from './escape.ts';

/** The caller's environment holds OPENAI_API_KEY and others, each with a canary. */
export const keys: Escapes = {
  "finds the caller's keys in its environment": outside(python`
    def attempt():
        return next((value for value in os.environ.values() if CANARY.search(value.encode())), None)
  `),
  "finds the caller's keys in the environment of a process": outside(python`
    def attempt():
        return canaries_in(f"/proc/{pid}/environ" for pid in ("self", *others()))
  `),
  "finds the caller's keys in the environment of C, which Python does not show": outside(python`
    def attempt():
        environment = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
        place = 0
        while environment[place]:
            if CANARY.search(environment[place]):
                return environment[place].decode()
            place += 1
  `),
  "finds the caller's keys in the environment of a program that it runs": outside(python`
    def attempt():
        printed = subprocess.run(["/usr/bin/env"], capture_output=True).stdout
        found = CANARY.search(printed)
        return found and found[0].decode()
  `),
  'learns where the caller works and who he is': outside(python`
    def attempt():
        told = [value for value in (*os.environ.values(), *sys.argv, os.getcwd()) if TARGET["checkout"] in value]
        return told or None
  `),
};
