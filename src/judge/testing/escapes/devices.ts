import { python } from '../inline-task.ts';
import { asRoot, type Escapes, onTerminal } from './escape.ts';

export const devices: Escapes = {
  'makes a device': asRoot(python`
    def attempt():
        path = f"/tmp/seceval-device-{os.getpid()}"
        kinds = ((stat.S_IFCHR, 1, 1), (stat.S_IFCHR, 1, 11), (stat.S_IFBLK, 254, 0))
        def make(kind, major, minor):
            os.mknod(path, kind | 0o666, os.makedev(major, minor))
            os.unlink(path)
            return f"device {major}:{minor}"
        return first_of(lambda one=one: make(*one) for one in kinds)
  `),
  'opens memory, ports or the log of the machine': asRoot(python`
    def attempt():
        names = ("mem", "kmem", "port", "kmsg", "cpu/0/msr", "nvram")
        return first_of(lambda name=name: os.close(os.open("/dev/" + name, os.O_RDONLY | os.O_NONBLOCK)) or name for name in names)
  `),
  'opens the disks of the machine': asRoot(python`
    def attempt():
        disks = [name for name in os.listdir("/dev") if stat.S_ISBLK(os.stat("/dev/" + name).st_mode)]
        return first_of(lambda name=name: os.close(os.open("/dev/" + name, os.O_RDONLY | os.O_NONBLOCK)) or name for name in disks)
  `),
  'opens what makes machines, file systems, inputs or devices': asRoot(python`
    def attempt():
        names = ("kvm", "vsock", "fuse", "loop-control", "mapper/control", "uinput", "userfaultfd", "net/tun", "vhost-net", "btrfs-control", "autofs")
        return first_of(lambda name=name: os.close(os.open("/dev/" + name, os.O_RDONLY | os.O_NONBLOCK)) or name for name in names)
  `),
  'types into the terminal of whoever started it': onTerminal(python`
    def attempt():
        terminal = os.open("/dev/tty", os.O_RDWR)
        try:
            fcntl.ioctl(terminal, 0x5412, b"\n")  # TIOCSTI
        except OSError as error:
            return f"a terminal, {error.strerror}"  # refused to typists by newer kernels; it is a terminal all the same
        return "typed"
  `),
  'makes a terminal its own': onTerminal(python`
    def attempt():
        return first_of(lambda number=number: os.ttyname(number) for number in range(5))
  `),
  'opens the consoles of the machine': asRoot(python`
    def attempt():
        names = ("console", "tty0", "tty1", "ttyS0", "hvc0", "vcs", "fb0", "input/event0", "snd/timer")
        return first_of(lambda name=name: os.close(os.open("/dev/" + name, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)) or name for name in names)
  `),
};
