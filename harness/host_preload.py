"""What a host needs of the harness, imported by the forker: later the folder is covered."""

import hosts.python.clock  # noqa: F401
import hosts.python.host  # noqa: F401
import hosts.python.serve  # noqa: F401
import wire  # noqa: F401
