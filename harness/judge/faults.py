"""What can go wrong, by whose doing. Only a HarnessFault makes a test `inconclusive`."""

from __future__ import annotations


class CandidateError(Exception):
    """The candidate raised. `type_names` are the names along the exception's MRO."""

    def __init__(self, type_names: list[str], message: str, line: int | None = None) -> None:
        super().__init__(f"{type_names[0] if type_names else 'Exception'}: {message}")
        self.type_names = type_names
        self.message = message
        self.line = line


class UncrossableValue(Exception):
    """The candidate returned what is too large, too deep or too strange to cross. It neither raised nor refused."""


class DeadHost(Exception):
    """The candidate's process ended, or broke the protocol."""


class LimitSpent(DeadHost):
    """The candidate spent a limit: `cpu`, `wall`, `memory` or `output`."""

    def __init__(self, limit: str, detail: str) -> None:
        super().__init__(f"{limit} limit spent: {detail}")
        self.limit = limit


class HarnessFault(Exception):
    """The judge could not do its own part. Never raised over anything that a candidate did."""

    def __init__(self, fault: str, detail: str) -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault = fault


class SandboxFault(HarnessFault):
    """This sandbox can make no further host: the candidate is to be judged from its beginning in another one."""
