import { python } from '../inline-task.ts';
import { asRoot, type Escape, type Escapes, inNamespaces, outside, taken, unproven } from './escape.ts';

/** Numbers on x86-64 and arm64. A bad pointer (1) where the kernel would do something. */
export const kernelInterfaces: Escapes = {
  'loads a program into the kernel (bpf)': asRoot(taken([321, 280], '0, 1, 0')),
  'uses io_uring, whose calls no filter sees': outside(taken([425, 425], '1, 1')),
  'handles page faults itself (userfaultfd)': asRoot(taken([323, 282], '0')),
  'measures others (perf_event_open)': asRoot(taken([298, 241], '1, 0, -1, -1, 0')),
  'watches all files of a mount (fanotify)': asRoot(taken([300, 262], '0, 0')),
  'names files by handle': outside(taken([303, 264], '-100, b"/usr", 1, 1, 0')),
  'opens files by handle, past all folders': asRoot(taken([304, 265], '-100, 1, 0')),
  'reads its keyrings': outside(taken([250, 219], '0, -3, 1')),
  'puts a key where later processes find it': outside(
    python`
      def attempt():
          key = call(248, 217, b"user", b"seceval-was-here", b"x", 1, -2)
          call(250, 219, 3, key)
          return f"key {key}"
    `,
    '/proc/keys',
  ),
  'asks for a key': outside(taken([249, 218], 'b"user", b"seceval-none", 0, 0'), '/proc/keys'),
  'changes what kind of machine it sees (personality)': outside(taken([135, 92], '0xFFFFFFFF')),
  'loads a module': asRoot(taken([175, 105], '1, 0, b""'), '/proc/modules'),
  'replaces the kernel (kexec)': unproven('it would replace the kernel', taken([246, 104], '0, 0, 0, 0xFFFF')),
  'reboots the machine': asRoot(taken([169, 142], '1, 2, 3, 0')),
  'swaps to a file': asRoot(taken([167, 224], '1, 0')),
  'has the kernel log all processes (acct)': asRoot(taken([163, 89], '1')),
  'sets quotas': asRoot(taken([179, 60], '0x800001, 1, 0, 0')),
  'changes the clock': {
    ...unproven(
      'it would change the clock of the machine; that of the host is looked at',
      python`
        def attempt():
            moment = time.clock_gettime(time.CLOCK_REALTIME) + 7200
            return first_of([lambda: time.clock_settime(time.CLOCK_REALTIME, moment) or "set", lambda: taken(159, 171, 1)])
      `,
    ),
  },
  'touches ports of the hardware': asRoot(taken([173, -1], '0x80, 1, 1'), '/lib64/ld-linux-x86-64.so.2'),
  'makes memory that no process shows (memfd)': outside(taken([319, 279], 'b"hidden", 0')),
  'makes memory that even the kernel does not map': outside(taken([447, 447], '0')),
  'makes shared memory of System V': inNamespaces(
    'def attempt():\n    return f"segment {call(29, 194, 0, 4096, 0o1600)}"\n',
  ),
  'makes a message queue of System V': inNamespaces('def attempt():\n    return f"queue {call(68, 186, 0, 0o1600)}"\n'),
  'makes semaphores of System V': inNamespaces('def attempt():\n    return f"set {call(64, 190, 0, 1, 0o1600)}"\n'),
  'moves memory between processors': outside(taken([238, 237], '0, 0, 0')),
  'installs a filter that answers for the kernel': outside(taken([317, 277], '2, 0, 1')),
  'calls by the numbers of 32-bit programs': machineCode(),
  'calls by the x32 numbers': unproven(
    'few kernels have them; the filter ends a process that tries',
    python`
      def attempt():
          return in_child(lambda: call(0x40000000 + 39, 0x40000000 + 39))
    `,
  ),
  'takes every instance of inotify': outside(python`
    def attempt():
        made = 0
        while made < 20:
            done(libc.inotify_init1(0))
            made += 1
        return f"{made} instances"
  `),
  'locks much memory': asRoot(python`
    def attempt():
        import mmap
        held = mmap.mmap(-1, 64 << 20)
        return done(libc.mlock(ctypes.byref(ctypes.c_char.from_buffer(held)), ctypes.c_size_t(64 << 20)), "64 MiB")
  `),
  'raises its own limits': asRoot(python`
    def attempt():
        import resource
        def lift(kind):
            _soft, hard = resource.getrlimit(kind)
            limit = resource.RLIM_INFINITY if kind != resource.RLIMIT_NOFILE else hard + 1
            try:
                resource.setrlimit(kind, (limit, limit))
            except ValueError as error:
                raise PermissionError(errno.EPERM, str(error))
            return None if hard == limit else f"limit {kind}"
        kinds = (resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE, resource.RLIMIT_AS, resource.RLIMIT_CPU)
        return first_of(lambda kind=kind: lift(kind) for kind in kinds)
  `),
};

/** getpid by `int 0x80`, where the number 20 is a file system call of the 64-bit table. */
function machineCode(): Escape {
  const code = python`
    def attempt():
        import mmap
        def interrupt():
            page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
            page.write(bytes.fromhex("53" "b814000000" "cd80" "5b" "c3"))  # push rbx; mov eax, 20; int 0x80; pop rbx; ret
            found = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
            return f"pid {found}" if found == os.getpid() else None
        return in_child(interrupt) if os.uname().machine == "x86_64" else None
  `;
  return outside(code, '/lib64/ld-linux-x86-64.so.2');
}
