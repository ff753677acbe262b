import { python } from '../inline-task.ts';
import { asRoot, type Escapes, inNamespaces, outside } from './escape.ts';

const connects = (family: string, address: string): string => python`
  def attempt():
      with socket.socket(socket.${family}) as one:
          one.settimeout(3)
          one.connect(${address})
          return "connected"
`;

export const network: Escapes = {
  "connects to the host's loopback": outside(connects('AF_INET', '("127.0.0.1", TARGET["port"])')),
  "connects to the host's loopback by IPv6": outside(
    connects('AF_INET6', '("::1", TARGET["port"])'),
    '/proc/sys/net/ipv6/conf/lo',
  ),
  'connects to an address of the host': outside(connects('AF_INET', '(TARGET["address"], TARGET["port"])')),
  'sends a datagram to the host': outside(python`
    def attempt():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
            one.settimeout(5)
            for address in ("127.0.0.1", TARGET["address"]):
                one.connect((address, TARGET["datagrams"]))
                one.send(b"out")
                return one.recv(10).decode()
  `),
  'asks the name servers of the host': outside(python`
    def attempt():
        question = b"\x07\x07\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x07example\x03com\x00\x00\x01\x00\x01"
        with open("/etc/resolv.conf") as file:
            servers = [(line.split()[1], 53) for line in file if line.startswith("nameserver")]
        def ask(server):
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
                one.settimeout(5)
                one.connect(server)
                one.send(question)
                return one.recv(512)
        return first_of(lambda server=server: ask(server) for server in [("127.0.0.1", TARGET["datagrams"]), *servers])
  `),
  'connects to a socket of the host by its path': outside(connects('AF_UNIX', 'TARGET["socket"]')),
  'connects to an abstract socket of the host': outside(python`
    def attempt():
        exact = "\0" + TARGET["abstract"]
        padded = exact.ljust(108, "\0")  # as some servers bind it
        return first_of(lambda name=name: socket.socket(socket.AF_UNIX).connect(name) or "connected" for name in (exact, padded))
  `),
  'connects to the services that a machine has for its programs': outside(python`
    def attempt():
        paths = ("/run/docker.sock", "/var/run/docker.sock", "/run/dbus/system_bus_socket", "/run/systemd/private", TARGET["socket"])
        return first_of(lambda path=path: socket.socket(socket.AF_UNIX).connect(path) or path for path in paths)
  `),
  'opens raw sockets': inNamespaces(python`
    def attempt():
        families = (socket.AF_INET, socket.AF_INET6)
        return first_of(lambda family=family: str(socket.socket(family, socket.SOCK_RAW, 1)) for family in families)
  `),
  'opens packet sockets': inNamespaces(
    'def attempt():\n    return str(socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 3))\n',
  ),
  'opens netlink sockets': outside('def attempt():\n    return str(socket.socket(16, socket.SOCK_RAW, 0))\n'),
  'opens sockets to the hypervisor': outside(
    'def attempt():\n    return str(socket.socket(40, socket.SOCK_STREAM))\n',
    '/dev/vsock',
  ),
  'opens sockets of any other family': outside(python`
    def attempt():
        kinds = (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET)
        families = [family for family in range(64) if family not in (1, 2, 10)]
        return first_of(lambda family=family, kind=kind: socket.socket(family, kind).family for family in families for kind in kinds)
  `),
  'switches the loopback off': inNamespaces(python`
    def attempt():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
            fcntl.ioctl(one, 0x8914, struct.pack("16sh14x", b"lo", 0))
        return "down"
  `),
  'gives the loopback an address': inNamespaces(python`
    def attempt():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
            address = struct.pack("16sHH4s8x", b"lo:9", socket.AF_INET, 0, socket.inet_aton("10.9.8.7"))
            fcntl.ioctl(one, 0x8916, address)
        return "10.9.8.7"
  `),
  'answers at a port that only the judge may serve': inNamespaces(python`
    def attempt():
        addresses = ("127.0.0.1", "0.0.0.0", "169.254.169.254")
        return first_of(lambda address=address, port=port: str(socket.create_server((address, port))) for address in addresses for port in (25, 80, 443))
  `),
  'answers in the place of another address': inNamespaces(python`
    def attempt():
        with socket.socket() as one:
            one.setsockopt(socket.SOL_IP, 19, 1)  # IP_TRANSPARENT
            one.bind(("169.254.169.254", 8080))
        return "169.254.169.254"
  `),
  'opens the ports of the judge to everybody': inNamespaces(python`
    def attempt():
        with open("/proc/sys/net/ipv4/ip_unprivileged_port_start", "w") as file:
            file.write("0")
        return "all ports"
  `),
  'makes a network device': asRoot(
    python`
      def attempt():
          return str(fcntl.ioctl(os.open("/dev/net/tun", os.O_RDWR), 0x800454CF, bytes(4)))
    `,
    '/dev/net/tun',
  ),
};
