import { python } from '../inline-task.ts';
import { asRoot, type Escapes, outside } from './escape.ts';

/** Facts that all processes of a machine share (version, processors, memory, load, boot id) are no secret here. */
export const kernelFacts: Escapes = {
  "reads where the kernel's code lies": asRoot(python`
    def attempt():
        with open("/proc/kallsyms") as file:
            return next((line for line in file if int(line.split()[0], 16)), None)
  `),
  "reads the kernel's command line": outside('def attempt():\n    return read("/proc/cmdline")\n'),
  "reads the kernel's configuration": outside(
    'def attempt():\n    return read("/proc/config.gz")\n',
    '/proc/config.gz',
  ),
  'reads the keyrings that others use': outside(python`
    def attempt():
        return first_of([lambda: read("/proc/key-users"), lambda: read("/proc/keys")])
  `),
  "reads the kernel's log": asRoot(python`
    def attempt():
        return first_of([
            lambda: taken(103, 116, 10, 0, 0),
            lambda: os.close(os.open("/dev/kmsg", os.O_RDONLY | os.O_NONBLOCK)) or "/dev/kmsg",
            lambda: os.close(os.open("/proc/kmsg", os.O_RDONLY | os.O_NONBLOCK)) or "/proc/kmsg",
        ])
  `),
  "reads the kernel's allocations, timers and maps of memory": asRoot(python`
    def attempt():
        names = ("slabinfo", "vmallocinfo", "timer_list", "pagetypeinfo", "kpagecount", "kcore", "sched_debug")
        return first_of(lambda name=name: read("/proc/" + name) for name in names)
  `),
  'reads which addresses the hardware has': asRoot(python`
    def attempt():
        with open("/proc/iomem") as file:
            return next((line for line in file if re.search("[1-9a-f]", line.split(":")[0])), None)
  `),
  'reads the devices and modules in /sys': outside(
    'def attempt():\n    return ", ".join(os.listdir("/sys")) or None\n',
  ),
  'finds a process of the host': outside(python`
    def attempt():
        known = {str(os.getpid()), "self"}
        return next((read(f"/proc/{pid}/cmdline") for pid in map(str, others()) if pid not in known and os.path.exists(f"/proc/{pid}/cmdline")), None)
  `),
  'finds a process of the host by asking the kernel instead of /proc': outside(python`
    def attempt():
        return first_of([lambda: os.kill(TARGET["pid"], 0) or "a signal", lambda: f"session {os.getsid(TARGET['pid'])}",
                         lambda: os.close(os.pidfd_open(TARGET["pid"])) or "a pidfd",
                         lambda: f"affinity {os.sched_getaffinity(TARGET['pid'])}"])
  `),
  'opens a switch of the kernel for writing': asRoot(python`
    def attempt():
        opened = []
        for folder, _folders, names in os.walk("/proc/sys"):
            for name in names:
                try:
                    os.close(os.open(f"{folder}/{name}", os.O_WRONLY))
                    opened.append(name)
                except OSError:
                    pass
        return ", ".join(opened) or None
  `),
  'opens what reboots or kills by a key, or is run at a crash': asRoot(python`
    def attempt():
        paths = ("/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe")
        return first_of(lambda path=path: os.close(os.open(path, os.O_WRONLY)) or path for path in paths)
  `),
  "spares itself when memory runs out, at others' cost": asRoot(python`
    def attempt():
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("-900")
        return read("/proc/self/oom_score_adj")
  `),
};
