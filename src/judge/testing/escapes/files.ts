import { python } from '../inline-task.ts';
import { asRoot, type Escapes, outside } from './escape.ts';

export const files: Escapes = {
  'reads a file of the host by its path': outside('def attempt():\n    return read(TARGET["file"])\n'),
  "lists the home folder of the host's user": outside(python`
    def attempt():
        return ", ".join(name for name in os.listdir(TARGET["home"]) if name.startswith(".seceval-world"))  or None
  `),
  "reads the tests in the host's checkout": outside(python`
    def attempt():
        return read(TARGET["tests"])
  `),
  "reads the host's password hashes": asRoot(python`
    def attempt():
        return first_of(lambda path=path: read(path) for path in ("/etc/shadow", "/etc/gshadow", "/etc/shadow-"))
  `),
  'climbs out of its root': outside(python`
    def attempt():
        os.chdir("/")
        return read("../" * 40 + TARGET["file"].lstrip("/"))
  `),
  'climbs out through the root and the folder of every process': asRoot(python`
    def attempt():
        ways = [f"/proc/{pid}/{place}" for pid in ("self", *others()) for place in ("root", "cwd")]
        return first_of(lambda way=way: read(way + "/../" * 20 + TARGET["file"].lstrip("/")) for way in ways)
  `),
  'climbs out through a descriptor of its root': outside(python`
    def attempt():
        root = os.open("/", os.O_PATH | os.O_DIRECTORY)
        for _ in range(40):
            root = os.open("..", os.O_PATH | os.O_DIRECTORY, dir_fd=root)
        return os.read(os.open(TARGET["file"].lstrip("/"), os.O_RDONLY, dir_fd=root), 4096).decode()
  `),
  'opens the folder on the host of which it is told where it is mounted from': outside(python`
    def attempt():
        with open("/proc/self/mountinfo") as file:
            sources = {line.split()[3] for line in file} - {"/", "/null"}
        return first_of(lambda path=path: ", ".join(os.listdir(path)) or None for path in [*sources, TARGET["mounted"]] if path)
  `),
  'writes to a file of the host': outside(python`
    def attempt():
        with open(TARGET["file"], "a") as file:
            return file.write("overwritten")
  `),
  "writes into the folders of the system and of the judge's tools": outside(python`
    def attempt():
        written = []
        for folder in TARGET["system"]:
            try:
                with open(folder + "/seceval-was-here", "xb"):
                    written.append(folder)
            except OSError:
                pass
        return written or None
  `),
  'overwrites a program, or what tells the judge whom to trust': outside(python`
    def attempt():
        return first_of(lambda path=path: os.close(os.open(path, os.O_RDWR)) or path for path in TARGET["programs"])
  `),
  'changes mode, times or attributes of a program': outside(python`
    def attempt():
        ways = (lambda path: os.chmod(path, 0o700), os.utime, lambda path: os.setxattr(path, "user.mark", b"x"))
        return first_of(lambda way=way, path=path: way(path) or path for way in ways for path in TARGET["programs"])
  `),
  'replaces a program by another': outside(python`
    def attempt():
        return first_of(lambda path=path: os.rename(path, path + "-old") or path for path in TARGET["programs"])
  `),
  "lists the harness's own files": outside(python`
    def attempt():
        return ", ".join(os.listdir(TARGET["harness"])) or None
  `),
};
