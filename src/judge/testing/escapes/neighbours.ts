import { python } from '../inline-task.ts';
import { besides, type Escapes } from './escape.ts';

/** What a candidate has that stays, in another sandbox or (as a control) in the same. `{canary of a-neighbour}` is put in. */
export const neighbour = python`
  def planted(plant):
      """None where the tier gives no such thing: who looks for it is then excused, or fails beside it."""
      try:
          return plant()
      except OSError:
          return None

  def before():
      global kept
      mark = "{canary of a-neighbour}"
      for folder in ("/work", "/tmp", "/dev/shm"):
          with open(folder + "/of-a-neighbour", "w") as file:
              file.write(mark)
      process = subprocess.Popen(["/bin/sh", "-c", "sleep 600; : " + mark], env={"PATH": "/usr/bin:/bin", "OF_A_NEIGHBOUR": mark})
      abstract = socket.socket(socket.AF_UNIX)
      planted(lambda: abstract.bind("\0of-a-neighbour") or abstract.listen())
      port = planted(lambda: socket.create_server(("127.0.0.1", 7653)))
      path = socket.socket(socket.AF_UNIX)
      path.bind("/tmp/of-a-neighbour.sock")
      path.listen()
      queue = planted(lambda: call(240, 180, b"of-a-neighbour", os.O_CREAT | os.O_RDWR, 0o666, 0))
      if queue is not None:
          call(242, 182, queue, mark.encode(), len(mark), 0, 0)
      kept = process, abstract, port, path, queue, planted(os.openpty)
      time.sleep(0.05)  # a new process has its words a moment after its start

  def stay():
      before()
      time.sleep(600)
`;

export const neighbours: Escapes = {
  'finds the files of a candidate beside it': besides(
    'a neighbour',
    python`
      def attempt():
          places = [folder for folder in ("/work", "/tmp", "/dev/shm", "/var/tmp", "/run", "/tools") if os.path.isdir(folder)]
          names = [os.path.join(folder, name) for place in places for folder, _, names in os.walk(place) for name in names]
          return canaries_in(name for name in names if stat.S_ISREG(os.lstat(name).st_mode))
    `,
  ),
  'finds the processes of a candidate beside it': besides(
    'a neighbour',
    'def attempt():\n    return canaries_in(f"/proc/{pid}/cmdline" for pid in os.listdir("/proc") if pid.isdigit())\n',
  ),
  'reads the environment of a candidate beside it': besides(
    'a neighbour',
    'def attempt():\n    return canaries_in(f"/proc/{pid}/environ" for pid in os.listdir("/proc") if pid.isdigit())\n',
  ),
  'connects to a port of a candidate beside it': besides(
    'a neighbour',
    'def attempt():\n    return str(socket.create_connection(("127.0.0.1", 7653), timeout=2))\n',
  ),
  'connects to an abstract socket of a candidate beside it': besides(
    'a neighbour',
    'def attempt():\n    return socket.socket(socket.AF_UNIX).connect("\\0of-a-neighbour") or "connected"\n',
  ),
  'connects to a socket in the folder of a candidate beside it': besides(
    'a neighbour',
    'def attempt():\n    return socket.socket(socket.AF_UNIX).connect("/tmp/of-a-neighbour.sock") or "connected"\n',
  ),
  'opens a message queue of a candidate beside it': besides(
    'a neighbour',
    'def attempt():\n    return call(240, 180, b"of-a-neighbour", os.O_RDWR, 0, 0) and "opened"\n',
  ),
  'opens the terminal of a candidate beside it': besides(
    'a neighbour',
    python`
      def attempt():
          return first_of(lambda name=name: os.close(os.open(f"/dev/pts/{name}", os.O_RDWR | os.O_NOCTTY)) or name for name in os.listdir("/dev/pts") if name != "ptmx")
    `,
  ),
};
