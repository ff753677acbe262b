import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineTask, notPassed, python } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

let judge: SandboxedJudge;
beforeAll(async () => {
  process.env['SECEVAL_TEST_SECRET'] = 'a-key-of-the-caller';
  judge = await openSandboxedJudge();
});
afterAll(async () => {
  delete process.env['SECEVAL_TEST_SECRET'];
  await judge.close();
});

/** `reached(call)` is the name of the error number, or "reached". */
const prelude = python`
  import ctypes, errno, os, socket, stat

  libc = ctypes.CDLL(None, use_errno=True)

  def reached(call):
      try:
          call()
      except OSError as error:
          return errno.errorcode.get(error.errno, str(error))
      return "reached"

  def system_call(number, *arguments):
      def call():
          if libc.syscall(number, *arguments) == -1:
              raise OSError(ctypes.get_errno(), "")
      return reached(call)
`;

test('the file system is the image: read-only, without the machine, the harness and the tests', async () => {
  const task = inlineTask({
    entryPoints: ['listed', 'unreadable', 'unwritable', 'writable'],
    functional: python`
      def test_nothing_of_the_machine_is_there(solution):
          assert solution.listed("/h") == []
          assert solution.listed("/root") == [".bashrc", ".profile"]  # the image's own
          assert solution.listed("/home") == []
          assert solution.listed("/work") == ["1", "solution.py"]
          assert solution.listed("/tools") == ["ca.pem"]
          assert solution.listed("/var/cache/seceval") == "ENOENT"
          assert solution.listed("/tmp") == []

      def test_what_names_the_kernel_or_users_is_closed(solution):
          assert set(solution.unreadable().values()) <= {"EACCES", "EPERM", "ENOENT", "empty"}

      def test_the_system_cannot_be_written(solution):
          assert set(solution.unwritable().values()) <= {"EROFS", "EACCES", "EPERM", "ENOENT"}

      def test_what_is_the_candidates_own_can(solution):
          assert set(solution.writable().values()) == {"reached"}
    `,
  });
  const code = `${prelude}\n${python`
    def listed(folder):
        try:
            return sorted(os.listdir(folder))
        except OSError as error:
            return errno.errorcode[error.errno]

    def unreadable():
        def read(path):
            with open(path, "rb") as file:
                if not file.read(64):
                    raise OSError("empty")
        paths = ["/etc/shadow", "/proc/kcore", "/proc/kallsyms", "/proc/keys", "/proc/timer_list", "/proc/sysrq-trigger",
                 "/h/supervisor.py", "/h/judge/main.py", "/proc/1/root/h/wire.py", "/proc/2/environ", "/dev/mem", "/dev/kmsg"]
        return {path: reached(lambda: read(path)) for path in paths}

    def unwritable():
        paths = ["/x", "/usr/x", "/etc/hosts", "/dev/x", "/tools/x", "/tools/ca.pem", "/h/x", "/usr/bin/python3", "/bin/sh",
                 "/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/etc/ssl/certs/ca-certificates.crt", "/sys/x"]
        return {path: reached(lambda: open(path, "r+b" if os.path.exists(path) else "xb").close()) for path in paths}

    def writable():
        return {path: reached(lambda: open(path, "xb").close()) for path in (f"{os.environ['HOME']}/x", "/tmp/x", "/dev/shm/x", "x")}
  `}`;
  expect(notPassed(await judge.run(task, code))).toEqual([]);
});

test('no other process can be seen, and the kernel refuses what would leave the namespaces', async () => {
  const task = inlineTask({
    entryPoints: ['processes', 'refused', 'sockets'],
    functional: python`
      def test_only_its_own_processes_are_there(solution):
          assert solution.processes() == (["1"], ["ESRCH"] * 3)

      def test_calls_that_leave_are_refused(solution):
          wrong = {name: outcome for name, outcome in solution.refused().items() if outcome not in ("EPERM", "ENOSYS")}
          assert wrong == {}

      def test_only_internet_and_unix_sockets(solution):
          assert solution.sockets() == {
              "AF_NETLINK": "EAFNOSUPPORT", "AF_PACKET": "EAFNOSUPPORT", "AF_VSOCK": "EAFNOSUPPORT", "AF_ALG": "EAFNOSUPPORT",
              "raw": "EPERM", "AF_INET": "reached", "AF_UNIX": "reached",
          }
    `,
  });
  const code = `${prelude}\n${python`
    def processes():
        return [name for name in os.listdir("/proc") if name.isdigit()], [reached(lambda: os.kill(pid, 0)) for pid in (2, 3, 100)]

    def refused():
        x86 = os.uname().machine == "x86_64"
        numbers = {"ptrace": (101, 117), "mount": (165, 40), "umount2": (166, 39), "unshare": (272, 97), "setns": (308, 268),
                   "pivot_root": (155, 41), "process_vm_readv": (310, 270), "bpf": (321, 280), "keyctl": (250, 219),
                   "io_uring_setup": (425, 425), "userfaultfd": (323, 282), "perf_event_open": (298, 241), "seccomp": (317, 277),
                   "open_tree": (428, 428), "fsopen": (430, 430), "move_mount": (429, 429), "clone3": (435, 435),
                   "pidfd_getfd": (438, 438), "open_by_handle_at": (304, 265), "sethostname": (170, 161),
                   "clock_settime": (227, 112), "personality": (135, 92), "fanotify_init": (300, 262)}
        found = {name: system_call(pair[0 if x86 else 1], 0, 0, 0, 0, 0) for name, pair in numbers.items()}
        new_user = 0x10000000
        found["clone with a namespace"] = system_call(56 if x86 else 220, new_user | 17, 0, 0, 0, 0)
        found["mknod"] = reached(lambda: os.mknod(os.environ["HOME"] + "/null", stat.S_IFCHR | 0o666, os.makedev(1, 3)))
        found["high priority"] = "EPERM" if reached(lambda: os.setpriority(os.PRIO_PROCESS, 0, -5)) == "EACCES" else "reached"
        return found

    def sockets():
        kinds = {"AF_NETLINK": (16, socket.SOCK_RAW), "AF_PACKET": (17, socket.SOCK_RAW), "AF_VSOCK": (40, socket.SOCK_STREAM),
                 "AF_ALG": (38, socket.SOCK_SEQPACKET), "raw": (socket.AF_INET, socket.SOCK_RAW),
                 "AF_INET": (socket.AF_INET, socket.SOCK_STREAM), "AF_UNIX": (socket.AF_UNIX, socket.SOCK_STREAM)}
        return {name: reached(lambda: socket.socket(*pair, 1 if name == "raw" else 0).close()) for name, pair in kinds.items()}
  `}`;
  expect(notPassed(await judge.run(task, code))).toEqual([]);
});

test('the network is an empty loopback, and nothing of the caller is inherited', async () => {
  const task = inlineTask({
    entryPoints: ['interfaces', 'outside', 'inherited'],
    env: { SHOP_MODE: 'test' },
    functional: python`
      def test_there_is_only_the_loopback(solution):
          assert solution.interfaces() == ["lo"]

      def test_nothing_outside_answers(solution):
          assert set(solution.outside()) <= {"ENETUNREACH", "ECONNREFUSED", "EACCES", "EADDRNOTAVAIL", "no such name"}

      def test_environment_and_descriptors_are_written_anew(solution):
          environment, of_first_process, descriptors = solution.inherited()
          assert "a-key-of-the-caller" not in str(environment) + of_first_process
          assert "/root" not in str(environment) + of_first_process
          assert environment["SHOP_MODE"] == "test"
          assert environment["TZ"] == "UTC"
          assert descriptors == [0, 1, 2, 3, 4]
    `,
  });
  const code = `${prelude}\n${python`
    def interfaces():
        return sorted(line.split(":")[0].strip() for line in open("/proc/net/dev") if ":" in line)

    def outside():
        found = []
        for address in (("1.1.1.1", 80), ("10.0.0.1", 22), ("169.254.169.254", 80), ("127.0.0.1", 22), ("192.168.0.1", 53)):
            with socket.socket() as one:
                one.settimeout(2)
                found.append(reached(lambda: one.connect(address)))
        try:
            socket.getaddrinfo("example.com", 80)
            found.append("reached")
        except socket.gaierror:
            found.append("no such name")
        return found

    def inherited():
        with open("/proc/1/environ") as file:
            of_first_process = file.read()
        descriptors = []
        for number in range(256):
            try:
                os.fstat(number)
                descriptors.append(number)
            except OSError:
                pass
        return dict(os.environ), of_first_process, descriptors
  `}`;
  expect(notPassed(await judge.run(task, code))).toEqual([]);
});
