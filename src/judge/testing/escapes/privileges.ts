import { python } from '../inline-task.ts';
import { asRoot, asUser, type Escapes, inNamespaces } from './escape.ts';

export const privileges: Escapes = {
  'becomes root': asRoot(python`
    def attempt():
        ways = (lambda: os.setuid(0), lambda: os.setresuid(0, 0, 0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.setreuid(0, 0))
        return in_child(lambda: first_of(lambda way=way: way() or "root" for way in ways))
  `),
  'becomes another user': asRoot(python`
    def attempt():
        return in_child(lambda: first_of(lambda user=user: os.setuid(user) or f"user {user}" for user in (1, 33, 65534, 20001)))
  `),
  'runs a program that makes its user root': asUser(
    python`
      def attempt():
          programs = [path for path in ("/usr/bin/su", "/usr/bin/passwd", "/usr/bin/chsh", "/usr/bin/newgrp") if os.path.exists(path)]
          def effective(path):
              process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
              try:
                  user = None
                  for _ in range(20):  # until it is another program than this one
                      try:
                          user = os.stat(f"/proc/{process.pid}").st_uid
                      except FileNotFoundError:
                          break
                      if user == 0 or process.poll() is not None:
                          break
                      time.sleep(0.01)
                  return f"root by {path}" if user == 0 else None
              finally:
                  process.kill()
                  process.wait()
          return first_of(lambda path=path: effective(path) for path in programs)
    `,
    '/usr/bin/su',
  ),
  'makes a program of root': asRoot(python`
    def attempt():
        path = f"/tmp/seceval-program-{os.getpid()}"
        with open(path, "wb"):
            pass
        try:
            os.chown(path, 0, 0)
            os.chmod(path, 0o4755)
            return f"mode {os.stat(path).st_mode:o}" if os.stat(path).st_uid == 0 else None
        finally:
            os.unlink(path)
  `),
  'gives a program powers': inNamespaces(python`
    def attempt():
        path = f"/tmp/seceval-program-{os.getpid()}"
        with open(path, "wb"):
            pass
        try:
            os.setxattr(path, "security.capability", struct.pack("<5I", 0x02000001, 1 << 21, 0, 0, 0))
            return "the power to administer"
        finally:
            os.unlink(path)
  `),
  'has a power over the system': asRoot(python`
    def attempt():
        held = [line for line in read("/proc/self/status").splitlines() if line.startswith("Cap")]
        return ", ".join(line for line in held if int(line.split()[1], 16)) or None
  `),
  'takes powers back that it gave up': asRoot(python`
    def attempt():
        header = struct.pack("Ii", 0x20080522, 0)
        return done(libc.capset(header, struct.pack("6I", 1 << 21, 1 << 21, 0, 0, 0, 0)), "the power to administer")
  `),
  'may gain powers by running programs': asRoot(python`
    def attempt():
        return None if "NoNewPrivs:\t1" in read("/proc/self/status") else "it may"
  `),
};
