import { python } from '../inline-task.ts';

/** What the kernel counts by user, outside of all namespaces, so that the judge and its candidates share it. */
const everywhere = (body: string): string => python`
  import fcntl, os, select, socket, struct, time

  kept = []

  def hold():
      ${body.trim().replaceAll('\n', '\n      ')}

  def hoard():
      """In as many processes as it may have, for as long as it may live."""
      children = 0
      reading, writing = os.pipe()
      while children < 12:
          try:
              child = os.fork()
          except BlockingIOError:
              break  # what an earlier host of it had is not gone yet, and counts where users are the machine's
          if child == 0:
              try:
                  hold()
              except OSError:
                  pass
              os.write(writing, b"x")
              time.sleep(600)
              os._exit(0)
          children += 1
      held = 0
      while held < children:
          held += len(os.read(reading, 64))
      return held
`;

export const hoards: Readonly<Record<string, string>> = {
  'descriptors that are on their way from socket to socket': everywhere(`
for _ in range(60):
    kept.append(socket.socketpair())
    socket.send_fds(kept[-1][0], [b"x"], [0] * 250)
`),
  'the pages of pipes': everywhere(`
while True:
    kept.append(os.pipe())
    fcntl.fcntl(kept[-1][1], 1031, 1 << 20)
    os.set_blocking(kept[-1][1], False)
    os.write(kept[-1][1], bytes(1 << 20))
`),
  terminals: everywhere(`
while True:
    kept.append(os.openpty())
`),
  'files that are opened': everywhere(`
while True:
    kept.append(os.open("/usr/bin/python3", os.O_RDONLY))
`),
  'what is watched by epoll': everywhere(`
watched = [os.eventfd(0) for _ in range(100)]
while True:
    kept.append(select.epoll())
    for one in watched:
        kept[-1].register(one)
`),
  'locks on files that all share': everywhere(`
kept.append(os.open("/usr/bin/python3", os.O_RDONLY))
fcntl.flock(kept[-1], fcntl.LOCK_SH)
`),
};
