import { python } from '../inline-task.ts';
import { asRoot, type Escapes, inNamespaces } from './escape.ts';

export const mounts: Escapes = {
  'mounts a file system': inNamespaces(python`
    def attempt():
        return done(libc.mount(b"none", b"/tmp", b"tmpfs", 0, None), "a tmpfs on /tmp")
  `),
  "mounts the kernel's own file systems": asRoot(python`
    def attempt():
        kinds = (b"proc", b"sysfs", b"debugfs", b"cgroup2", b"mqueue", b"devpts", b"overlay", b"fuse")
        folder = "/tmp/mounted-here"
        os.makedirs(folder, exist_ok=True)
        def mount(kind):
            done(libc.mount(b"none", folder.encode(), kind, 0, None))
            return done(libc.umount2(folder.encode(), 2), kind)
        return first_of(lambda kind=kind: mount(kind) for kind in kinds)
  `),
  'binds one place over another': inNamespaces(python`
    def attempt():
        return done(libc.mount(b"/usr", b"/tmp", None, ctypes.c_ulong(4096), None), "/usr on /tmp")
  `),
  'makes a file system by the new calls': inNamespaces(python`
    def attempt():
        context = call(430, 430, b"tmpfs", 0)
        call(431, 431, context, 6, 0, 0, 0)
        return f"mount {call(432, 432, context, 0, 0)}"
  `),
  'picks up a tree of mounts': inNamespaces(
    'def attempt():\n    return f"tree {call(428, 428, -100, b\'/usr\', 1)}"\n',
  ),
  'moves a mount': inNamespaces(python`
    def attempt():
        return taken(429, 429, -100, TARGET["mount"].encode(), -100, b"/tmp", 0)
  `),
  'changes the rights of a mount': inNamespaces(python`
    def attempt():
        return f"result {call(442, 442, -100, TARGET['mount'].encode(), 0, struct.pack('4Q', 0, 1, 0, 0), 32)}"
  `),
  'unmounts what hides something': inNamespaces(python`
    def attempt():
        paths = [TARGET["mount"], "/proc/kallsyms", "/proc/keys", "/proc/cmdline", "/h", "/tools", "/dev/shm"]
        return first_of(lambda path=path: done(libc.umount2(path.encode(), 2), path) for path in paths)
  `),
  'makes what is read-only writable': inNamespaces(python`
    def attempt():
        remount = ctypes.c_ulong(32 | 4096)
        return first_of(lambda path=path: done(libc.mount(None, path.encode(), None, remount, None), path) for path in (TARGET["mount"], "/", "/tools", "/dev"))
  `),
  'turns the root': inNamespaces(python`
    def attempt():
        os.chdir(TARGET["mount"])
        call(155, 41, b".", b".")
        return "a new root"
  `),
  'changes its root': inNamespaces('def attempt():\n    return os.chroot("/tmp") or "a new root"\n'),
  'reads all mounts by the new calls': inNamespaces(
    'def attempt():\n    return taken(457, 457, struct.pack("IIQQ", 24, 0, 1, 1), bytes(512), 512, 0)\n',
  ),
};
