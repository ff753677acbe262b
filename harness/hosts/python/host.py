"""The untrusted side for Python: loads the candidate and answers the judge's calls, one at a time.

Nothing here is a boundary: the candidate shares this process and may overwrite all of it. Whatever leaves it is
hostile input to the judge.
"""

from __future__ import annotations

import asyncio
import inspect
import os
import random
import socket
import sys
import time
import types
from typing import Any

import wire
from hosts.python import clock, errors, in_process, lasting
from hosts.python import serve as web_server
from hosts.python.errors import MODULE_FILE
from places import HARNESS, WORK


class Host:
    def __init__(self, data: socket.socket, side: socket.socket) -> None:
        self.data = data
        self.side = side
        self.handles: dict[int, Any] = {}
        self.next_handle = 1
        self.module: types.ModuleType | None = None
        self.program: in_process.Program  # where the judge asks for one

    def run(self) -> None:
        while True:
            try:
                message = wire.parse(wire.read_body(self.data))
            except wire.ConnectionClosed:
                return
            self._answer(message)

    def _answer(self, message: dict[str, Any]) -> None:
        try:
            if "cwd" in message:
                # A new test: what an earlier one was given, with the files and connections in it, is nobody's any more.
                self.handles.clear()
                os.chdir(message["cwd"])
            result = getattr(self, "do_" + message["op"])(message)
        except BaseException as error:  # noqa: BLE001 - SystemExit and friends are answers too
            wire.send_frame(self.data, {"error": errors.describe(error)})
            return
        try:
            wire.send_frame(self.data, {"ok": wire.encode(result, self._keep)})
        except wire.ConnectionClosed:
            raise
        except MemoryError as error:
            wire.send_frame(self.data, {"error": errors.describe(error)})
        except BaseException as error:  # noqa: BLE001 - told apart from what the candidate raised: this refuses nothing
            wire.send_frame(self.data, {"uncrossable": errors.describe(error)["message"]})

    def _keep(self, value: Any) -> dict[str, Any]:
        number = self.next_handle
        self.next_handle += 1
        self.handles[number] = value
        names = [kind.__name__ for kind in type(value).__mro__]
        return {"$": "h", "id": number, "types": names[:40], "callable": callable(value)}

    def _resolve(self, form: dict[str, Any]) -> Any:
        if form["$"] == "h":
            return self.handles[form["id"]]
        if form["$"] == "m":
            return self.module
        if form["$"] == "cb":
            return self._callback(form["id"])
        raise wire.WireError("an unknown tag")

    def _callback(self, number: int) -> Any:
        def call(*arguments: Any) -> Any:
            wire.send_frame(self.data, {"callback": number, "args": wire.encode(list(arguments), self._keep)})
            reply = wire.parse(wire.read_body(self.data))
            if "error" in reply:
                raise RuntimeError(reply["error"])
            return wire.decode(reply["ok"], self._resolve)

        return call

    def _target(self, message: dict[str, Any]) -> Any:
        target = self._resolve(message["target"])
        for name in message.get("path", ()):
            target = getattr(target, name)
        return target

    def _set_up(self, message: dict[str, Any]) -> None:
        os.environ.clear()
        os.environ.update(message["env"])
        time.tzset()
        if message["frozen_clock"] is not None:
            clock.freeze(message["frozen_clock"])
        sys.path[:] = [WORK, *(entry for entry in sys.path if entry not in ("", HARNESS))]
        sys.argv[:] = ["solution.py"]

    def do_load(self, message: dict[str, Any]) -> dict[str, Any]:
        self._set_up(message)
        try:
            program = compile(message["code"], MODULE_FILE, "exec")
        except (SyntaxError, ValueError) as error:
            return {"loaded": False, "reason": "syntax-error", "detail": f"{type(error).__name__}: {error}"}
        module = types.ModuleType("solution")
        module.__file__ = MODULE_FILE
        sys.modules["solution"] = self.module = module
        try:
            exec(program, module.__dict__)
            if message["companion"]:
                exec(compile(message["companion"], f"{WORK}/companion.py", "exec"), module.__dict__)
        except MemoryError:
            raise  # the judge tells a spent limit by it
        except ModuleNotFoundError as error:
            return {"loaded": False, "reason": "missing-library", "detail": str(error.name)}
        except BaseException as error:  # noqa: BLE001
            described = errors.describe(error)
            detail = f"{described['types'][0]}: {described['message']}"
            return {"loaded": False, "reason": "load-error", "detail": detail}
        missing = [name for name in message["entry_points"] if not hasattr(module, name)]
        if missing:
            return {"loaded": False, "reason": "missing-entry-point", "detail": ", ".join(missing)}
        return {"loaded": True}

    def do_load_in_process(self, message: dict[str, Any]) -> dict[str, Any]:
        self._set_up(message)
        self.program = in_process.Program(message)
        return self.program.load(message)

    def do_run_in_process(self, message: dict[str, Any]) -> dict[str, Any]:
        return self.program.run(message)

    def do_call(self, message: dict[str, Any]) -> Any:
        return self._call(self._target(message), message)

    def _call(self, target: Any, message: dict[str, Any]) -> Any:
        arguments = wire.decode(message["args"], self._resolve)
        named = wire.decode(message["kwargs"], self._resolve)
        result = target(*arguments, **named)
        return asyncio.run(_await(result)) if inspect.isawaitable(result) else result

    def do_start(self, message: dict[str, Any]) -> Any:
        return lasting.Pending(self._call, self._target(message), message)

    def do_join(self, message: dict[str, Any]) -> Any:
        return self._target(message).join()

    def do_get(self, message: dict[str, Any]) -> Any:
        return self._target(message)

    def do_set(self, message: dict[str, Any]) -> None:
        setattr(self._target(message), message["name"], wire.decode(message["value"], self._resolve))

    def do_item(self, message: dict[str, Any]) -> Any:
        return self._target(message)[wire.decode(message["key"], self._resolve)]

    def do_iter(self, message: dict[str, Any]) -> Any:
        return lasting.Iteration(iter(self._target(message)))

    def do_next(self, message: dict[str, Any]) -> list[Any]:
        return self._target(message).take(message["count"])

    def do_length(self, message: dict[str, Any]) -> int:
        return len(self._target(message))

    def do_text(self, message: dict[str, Any]) -> str:
        return str(self._target(message))

    def do_enter(self, message: dict[str, Any]) -> Any:
        return self._target(message).__enter__()

    def do_exit(self, message: dict[str, Any]) -> Any:
        return bool(self._target(message).__exit__(None, None, None))

    def do_serve(self, message: dict[str, Any]) -> int:
        if not message["handed"]:
            return web_server.serve_wsgi(self._target(message))
        _data, descriptors, _flags, _address = socket.recv_fds(self.side, 16, 1)
        return web_server.serve_handed(self._target(message), socket.socket(fileno=descriptors[0]))

    def do_stop_serving(self, message: dict[str, Any]) -> None:
        web_server.stop(message["port"])

    def do_ping(self, message: dict[str, Any]) -> str:
        sys.stdout.flush()
        sys.stderr.flush()
        return str(message["word"])

    def do_duplicate(self, _message: dict[str, Any]) -> int:
        """Forks this process; the copy answers on the connection that came over the side channel."""
        _data, descriptors, _flags, _address = socket.recv_fds(self.side, 16, 1)
        state = random.getstate()  # Python reseeds the module's generator in a forked child: undo that
        parent = os.getpid()
        child = os.fork()
        if child == 0:
            random.setstate(state)
            os.getpid = lambda: parent
            self.data.close()
            self.data = socket.socket(fileno=descriptors[0])
            self.run()
            os._exit(0)
        os.close(descriptors[0])
        return child


async def _await(awaitable: Any) -> Any:
    return await awaitable


def serve(data: socket.socket, side: socket.socket) -> None:
    Host(data, side).run()
