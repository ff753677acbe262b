import { python } from '../inline-task.ts';
import { asRoot, type Escapes, inNamespaces, outside, unproven } from './escape.ts';

const kinds: Readonly<Record<string, string>> = {
  user: '0x10000000',
  mount: '0x00020000',
  network: '0x40000000',
  process: '0x20000000',
  cgroup: '0x02000000',
  time: '0x00000080',
};

export const namespaces: Escapes = {
  ...Object.fromEntries(
    Object.entries(kinds).map(([kind, flag]) => [
      `makes a ${kind} namespace`,
      inNamespaces(python`
        def attempt():
            return in_child(lambda: call(272, 97, ${flag}) or "made")
      `),
    ]),
  ),
  'clones into a namespace': inNamespaces(python`
    def attempt():
        child = call(56, 220, 0x10000000 | signal.SIGCHLD, 0, 0, 0, 0)
        if child == 0:
            os._exit(0)
        return f"child {child}"
  `),
  'clones by clone3, whose flags no filter can see': outside(python`
    def attempt():
        child = call(435, 435, struct.pack("8Q", 0, 0, 0, 0, signal.SIGCHLD, 0, 0, 0), 64)
        if child == 0:
            os._exit(0)
        return f"child {child}"
  `),
  'enters the namespaces of another process': asRoot(python`
    def attempt():
        def enter(pid, name):
            return call(308, 268, os.open(f"/proc/{pid}/ns/{name}", os.O_RDONLY), 0) or f"{name} of {pid}"
        return in_child(lambda: first_of(lambda pid=pid, name=name: enter(pid, name) for pid in (*others(), "self") for name in ("net", "mnt", "ipc")))
  `),
  'gets the namespace that owns its own': unproven(
    'outside, the user namespace that owns the others is the own one',
    python`
      def attempt():
          own = os.stat("/proc/self/ns/user").st_ino
          def owner(name):
              found = fcntl.ioctl(os.open(f"/proc/self/ns/{name}", os.O_RDONLY), 0xB701)  # NS_GET_USERNS
              return None if os.fstat(found).st_ino == own else f"descriptor {found}"
          return first_of(lambda name=name: owner(name) for name in ("net", "pid", "mnt", "uts", "ipc"))
    `,
  ),
  'gets the namespace above its own': unproven(
    'above the first namespace there is none, and from any other the kernel refuses it to everybody',
    python`
      def attempt():
          def outer(name):
              return fcntl.ioctl(os.open(f"/proc/self/ns/{name}", os.O_RDONLY), 0xB702)  # NS_GET_PARENT
          return first_of(lambda name=name: f"descriptor {outer(name)}" for name in ("user", "pid"))
    `,
  ),
  'maps further users into its namespace': unproven(
    'a map can be written once, and that of the first namespace is',
    python`
      def attempt():
          return first_of(lambda name=name: os.write(os.open(f"/proc/self/{name}", os.O_WRONLY), b"0 0 1") for name in ("uid_map", "gid_map"))
    `,
  ),
  'renames the machine': inNamespaces(python`
    def attempt():
        return first_of([lambda: socket.sethostname("taken") or "host", lambda: done(libc.setdomainname(b"taken", 5), "domain")])
  `),
};
