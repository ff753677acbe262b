import { python } from '../inline-task.ts';
import { besides, type Escape, type Escapes, unproven } from './escape.ts';

const file = (folder: string): Escape =>
  leaves(python`
    def before():
        with open("${folder}/left-behind", "w") as file:
            file.write("{canary of an-earlier-one}")

    def attempt():
        return canaries_in(["${folder}/left-behind"])
  `);

export const leftovers: Escapes = {
  'leaves a file in the work folder': file('/work'),
  'leaves a file among temporary files': file('/tmp'),
  'leaves a file in shared memory': file('/dev/shm'),
  'leaves shared memory of POSIX': leaves(python`
    from multiprocessing import shared_memory

    def before():
        global kept
        kept = shared_memory.SharedMemory("left_behind", create=True, size=64)
        kept.buf[:44] = b"{canary of an-earlier-one}".ljust(44)[:44]

    def attempt():
        found = shared_memory.SharedMemory("left_behind")
        return bytes(found.buf[:44]).decode()
  `),
  'leaves a process': leaves(python`
    def before():
        if os.fork() == 0:
            os.setsid()
            libc.prctl(1, 0)  # no signal when its parent dies
            if os.fork() == 0:
                for number in range(1, 65):
                    try:
                        signal.signal(number, signal.SIG_IGN)
                    except (OSError, ValueError):
                        pass
                while True:
                    time.sleep(1)
            os._exit(0)
        time.sleep(0.05)

    def attempt():
        return next((pid for pid in os.listdir("/proc") if pid.isdigit() and int(pid) != os.getpid()), None)
  `),
  'leaves a socket without a file': leaves(python`
    def before():
        global kept
        kept = socket.socket(socket.AF_UNIX)
        kept.bind("\0left-behind")
        kept.listen()

    def attempt():
        return socket.socket(socket.AF_UNIX).connect("\0left-behind") or "connected"
  `),
  'leaves a server at a port': leaves(python`
    def before():
        global kept
        kept = socket.create_server(("0.0.0.0", 9876))

    def attempt():
        return str(socket.create_connection(("127.0.0.1", 9876), timeout=2))
  `),
  'leaves a message queue': leaves(python`
    def before():
        call(240, 180, b"left-behind", os.O_CREAT | os.O_RDWR, 0o666, 0)

    def attempt():
        return call(240, 180, b"left-behind", os.O_RDWR, 0, 0) and "opened"
  `),
  'leaves a lock on a file that all share': leaves(python`
    def before():
        global kept
        kept = open("/usr/bin/python3", "rb")
        fcntl.flock(kept, fcntl.LOCK_EX)

    def attempt():
        with open("/usr/bin/python3", "rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return "locked"
  `),
  'leaves a terminal': leaves(python`
    def before():
        global kept
        kept = os.openpty()

    def attempt():
        return next((name for name in os.listdir("/dev/pts") if name.isdigit()), None)
  `),
  'leaves changed modules, builtins and environment': leaves(python`
    import builtins, json

    def before():
        builtins.left_behind = json.left_behind = True
        os.environ["LEFT_BEHIND"] = "x"
        sys.path.append("/left-behind")

    def attempt():
        found = (hasattr(builtins, "left_behind"), hasattr(json, "left_behind"), "LEFT_BEHIND" in os.environ, "/left-behind" in sys.path)
        return found if any(found) else None
  `),
  'leaves changed limits, masks, priorities and signals': leaves(python`
    import resource

    def before():
        os.umask(0)
        os.nice(7)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
        signal.signal(signal.SIGUSR2, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_NOFILE, (99, 99))
        os.chdir("/tmp")

    def attempt():
        mask = os.umask(0o22)
        found = {"umask": mask == 0, "priority": os.nice(0) >= 7, "mask": signal.SIGUSR1 in signal.pthread_sigmask(signal.SIG_BLOCK, ()),
                 "signal": signal.getsignal(signal.SIGUSR2) == signal.SIG_IGN, "limit": resource.getrlimit(resource.RLIMIT_NOFILE)[0] == 99,
                 "folder": os.getcwd() == "/tmp"}
        return [name for name, left in found.items() if left] or None
  `),
  'leaves an emptied work folder': leaves(python`
    def before():
        os.unlink("/work/solution.py")
        os.symlink("/etc/passwd", "/work/solution.py")

    def attempt():
        return None if os.path.isfile("/work/solution.py") and not os.path.islink("/work/solution.py") else "not its own"
  `),
  'outlives the judge, deaf to every signal': unproven(
    'that a process would be found is shown by the one that runs: the host counts the processes of the sandbox',
    python`
      def attempt():
          if os.fork() == 0:
              os.setsid()
              libc.prctl(1, 0)
              os.execv("/bin/sh", ["/bin/sh", "-c", "trap '' HUP INT TERM; sleep 600; : {canary of one-that-outlives}"])
    `,
  ),
};

function leaves(code: string): Escape {
  return besides('an earlier candidate', code);
}
