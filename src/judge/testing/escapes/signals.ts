import { python } from '../inline-task.ts';
import { asRoot, type Escapes, inNamespaces, outside, unproven } from './escape.ts';

/** Whether one was hurt is told by the processes themselves: those of the host, the judge, and the next candidate. */
export const signals: Escapes = {
  'kills every process that it can name': inNamespaces(python`
    def attempt():
        for number in (signal.SIGTERM, signal.SIGKILL):
            for pid in (*others(), TARGET["pid"]):
                try:
                    os.kill(pid, number)
                except OSError:
                    pass
  `),
  'kills all processes at once': inNamespaces(python`
    def attempt():
        os.kill(-1, signal.SIGKILL)
  `),
  'kills its own group and session': inNamespaces(python`
    def attempt():
        for target in (0, -os.getpgid(0), -os.getsid(0)):
            try:
                os.kill(target, signal.SIGKILL)
            except OSError:
                pass
  `),
  'stops its own group and session': inNamespaces(python`
    def attempt():
        for target in (0, -1, -os.getpgid(0)):
            try:
                os.kill(target, signal.SIGSTOP)
            except OSError:
                pass
  `),
  'kills by thread, by queue and by pidfd': outside(python`
    def attempt():
        x86 = os.uname().machine == "x86_64"
        def by_pidfd(pid):
            return signal.pidfd_send_signal(os.pidfd_open(pid), signal.SIGKILL) or pid
        def by_queue(pid):
            return done(libc.sigqueue(pid, int(signal.SIGKILL), None), pid)
        def by_thread(pid):
            return call(234, 131, pid, pid, int(signal.SIGKILL)) or pid
        return first_of(lambda way=way, pid=pid: way(pid) for way in (by_queue, by_thread, by_pidfd) for pid in others()[:1])
  `),
  'has the kernel signal another process for it': outside(python`
    def attempt():
        one, other = socket.socketpair()
        fcntl.fcntl(one, fcntl.F_SETOWN, TARGET["pid"])
        fcntl.fcntl(one, fcntl.F_SETSIG, int(signal.SIGKILL))
        fcntl.fcntl(one, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
        other.send(b"x")
        return "the kernel took its owner"
  `),
  'slows all processes of its user down': unproven(
    'outside it would slow whatever else that user runs, and nobody but root could undo it',
    python`
      def attempt():
          in_child(lambda: os.setpriority(os.PRIO_USER, 0, 19) or os.setpriority(os.PRIO_PGRP, 0, 19))
    `,
  ),
  'changes limits and processors of another process': outside(python`
    def attempt():
        import resource
        return first_of([lambda: resource.prlimit(TARGET["pid"], resource.RLIMIT_NOFILE, (64, 64)) and "limits",
                         lambda: os.sched_setaffinity(TARGET["pid"], {0}) or "processors"])
  `),
  'runs before everybody else, in real time': asRoot(python`
    def attempt():
        return first_of([lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)) or "in real time",
                         lambda: f"nice {os.nice(-5)}"])
  `),
};
