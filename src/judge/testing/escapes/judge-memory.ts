import { python } from '../inline-task.ts';
import { asRoot, type Escapes, outside, unproven } from './escape.ts';

export const judgeMemory: Escapes = {
  'opens the memory of another process': asRoot(python`
    def attempt():
        return first_of(lambda pid=pid: os.close(os.open(f"/proc/{pid}/mem", os.O_RDWR)) or pid for pid in others())
  `),
  'traces another process': asRoot(python`
    def attempt():
        seize, detach = 0x4206, 17
        def trace(pid):
            call(101, 117, seize, pid, 0, 0)
            call(101, 117, detach, pid, 0, 0)
            return pid
        return in_child(lambda: first_of(lambda pid=pid: trace(pid) for pid in others()))
  `),
  'reads the memory of another process by process_vm_readv': asRoot(python`
    def attempt():
        def steal(pid):
            with open(f"/proc/{pid}/maps") as file:
                start = int(file.readline().split("-")[0], 16)
            held = ctypes.create_string_buffer(16)
            here, there = struct.pack("QQ", ctypes.addressof(held), 16), struct.pack("QQ", start, 16)
            call(310, 270, pid, here, 1, there, 1, 0)
            return held.raw
        return first_of(lambda pid=pid: steal(pid) for pid in others())
  `),
  'reads its own memory by process_vm_readv, which nobody needs': outside(python`
    def attempt():
        held, found = ctypes.create_string_buffer(b"sixteen bytes of"), ctypes.create_string_buffer(16)
        here, there = (struct.pack("QQ", ctypes.addressof(one), 16) for one in (found, held))
        call(310, 270, os.getpid(), here, 1, there, 1, 0)
        return found.raw
  `),
  'takes a descriptor out of another process': asRoot(python`
    def attempt():
        return first_of(lambda pid=pid: os.close(call(438, 438, os.pidfd_open(pid), 0, 0)) or pid for pid in others())
  `),
  'opens the descriptors of another process': asRoot(python`
    def attempt():
        return first_of(lambda pid=pid: os.close(os.open(f"/proc/{pid}/fd/0", os.O_RDONLY | os.O_NONBLOCK)) or pid for pid in others())
  `),
  'takes hold of whoever is at the other end of its connection': outside(python`
    def attempt():
        peer = socket.socket(fileno=os.dup(3)).getsockopt(socket.SOL_SOCKET, 77)  # SO_PEERPIDFD
        return signal.pidfd_send_signal(peer, 0) or "a signal reached it"
  `),
  'learns the number of whoever is at the other end of its connection': outside(python`
    def attempt():
        credentials = socket.socket(fileno=os.dup(3)).getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        return struct.unpack("3i", credentials)[0] or None
  `),
  'inherits a descriptor that is not its own': outside(python`
    def attempt():
        found = []
        for number in range(1024):
            try:
                mode = os.fstat(number).st_mode
            except OSError:
                continue
            own = stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode) or os.path.samefile(f"/proc/self/fd/{number}", "/dev/null")
            if number > 4 or not own:
                found.append(os.readlink(f"/proc/self/fd/{number}"))
        return found or None
  `),
  "imports the judge's own modules": outside(python`
    def attempt():
        sys.path.insert(0, TARGET["harness"])
        try:
            import judge.test_api
        except ImportError:
            return next((name for name in sys.modules if name.split(".")[0] in ("judge", "seceval", "test_security")), None)
        return judge.test_api.__file__
  `),
  'finds the tests as a file': outside(python`
    def attempt():
        folders = [folder for folder in ("/work", "/tmp", "/tools", "/h", "/dev/shm", "/run", "/var/tmp", os.path.dirname(TARGET["tests"])) if os.path.isdir(folder)]
        for place in folders:
            for folder, _, names in os.walk(place):
                for name in names:
                    path = os.path.join(folder, name)
                    if name != "solution.py" and os.path.isfile(path) and "def test_" in (read(path, 1 << 16) or ""):
                        return path
  `),
  'looks into the kernel for what others do, by kcmp': outside(
    'def attempt():\n    return taken(312, 272, os.getpid(), os.getpid(), 0, 0, 1)\n',
  ),
  'moves the pages of other processes': outside('def attempt():\n    return taken(279, 239, 0, 0, 0, 0, 0, 0)\n'),
  'answers for the judge on its connection, as if it were the forker': unproven(
    'outside there is no forker to answer for; that the judge takes no host from a host is what is asked',
    python`
      def attempt():
          found = []
          for number in (3, 4):
              connection = socket.socket(fileno=os.dup(number))
              try:
                  found.extend(connection.recvmsg(64, socket.CMSG_SPACE(64), socket.MSG_DONTWAIT)[1])
              except OSError:
                  pass
          return found or None
    `,
  ),
};
