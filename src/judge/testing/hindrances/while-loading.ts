import { speaks } from '../forgeries/forgery.ts';
import { python } from '../inline-task.ts';
import type { LoadHindrance } from './hindrance.ts';

const imports = 'import ctypes, json, os, struct, time\n';
const says = (message: string) => `${imports}\n${speaks}\n${message}\ntime.sleep(60)\n`;
const notLoaded = (reason: string) =>
  says(`say({"ok": {"$": "d", "v": [["loaded", False], ["reason", ${reason}], ["detail", ${reason}]]}})`);

export const whileLoading: Readonly<Record<string, LoadHindrance>> = {
  'an answer that cannot cross': { code: says('say({"uncrossable": "x"})'), told: /^x$/ },
  'a reason that is an object of its own': {
    code: notLoaded('{"$": "h", "id": 1, "types": ["str"]}'),
    told: /^$/,
  },
  'a reason that is a number of too many digits': { code: notLoaded('{"$": "i", "v": "f" * 15000}'), told: /^$/ },
  'a reason that is a deep list': { code: notLoaded('[[[[[[[[[[0] * 1000]]]]]]]]]'), told: /^$/ },
  'an answer that is a text': { code: says('say({"ok": "loaded"})'), told: /broke the protocol/ },
  'a call of what was never given': { code: says('say({"callback": 1, "args": []})'), told: /broke the protocol/ },
  'a name that is no text, and no end': {
    code: python`
      import ctypes

      ctypes.CDLL(None).prctl(15, b"\xff) \xfe(", 0, 0, 0)
      while True:
          pass
    `,
    told: /^cpu limit spent/,
    wallSeconds: 10,
  },
  'a connection that its end does not close': {
    code: python`
      import os, socket

      first, second = socket.socketpair()
      socket.send_fds(first, [b"x"], [3, second.fileno()])
      socket.send_fds(second, [b"x"], [3, first.fileno()])
      os._exit(0)
    `,
    told: /^the candidate's process ended/,
  },
};
