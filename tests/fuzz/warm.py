"""The limited child of spreadsheets without its start-up: forked from a small process that has its imports already.

The same program, limits and pipe as in `ipplatform.spreadsheets.reading`; only the start of an interpreter (most of the
time that a small file takes) is spared. As a program of its own it is that small process: it takes requests from the
socket on descriptor 3, each with the end of a pipe, and answers with the child's number.
"""

import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TextIO

_SOCKET = 3
_MOST = 65536


class Child:
    """As much of `subprocess.Popen` as the reader of spreadsheets uses."""

    def __init__(self, pid: int, stdout: TextIO) -> None:
        self.pid, self.stdout = pid, stdout

    def __enter__(self) -> "Child":
        return self

    def __exit__(self, *_raised: object) -> None:
        self.stdout.close()

    def kill(self) -> None:
        """End it where it still runs."""
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


@contextmanager
def warm_children(reading: Any) -> Iterator[None]:
    """Within the block the module `reading` starts its children from a warm process."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        warm = subprocess.Popen(
            [sys.executable, "-I", __file__], preexec_fn=lambda: os.dup2(theirs.fileno(), _SOCKET), pass_fds=(_SOCKET,)
        )

        def start(command: list[str], **_as_text: Any) -> Child:
            read, write = os.pipe()
            socket.send_fds(ours, [json.dumps(command[2:]).encode()], [write])
            os.close(write)
            return Child(int(ours.recv(_MOST)), open(read, encoding="utf-8"))

        before = reading.subprocess
        reading.subprocess = SimpleNamespace(Popen=start, PIPE=subprocess.PIPE, DEVNULL=subprocess.DEVNULL)
        try:
            yield
        finally:
            reading.subprocess = before
            warm.kill()
            warm.wait()


@contextmanager
def fresh_children(reading: Any) -> Iterator[None]:
    """Within the block the module starts its children as it always does."""
    before = reading.subprocess
    reading.subprocess = subprocess
    try:
        yield
    finally:
        reading.subprocess = before


def _serve(channel: socket.socket, program: Path) -> None:
    spec = importlib.util.spec_from_file_location("child", program)
    child = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(child)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        request, pipes, _flags, _address = socket.recv_fds(channel, _MOST, 1)
        if not request:
            return
        pid = os.fork()
        if pid == 0:
            _read(child, json.loads(request)[1:], pipes[0])
        os.close(pipes[0])
        channel.send(str(pid).encode())


def _read(child: Any, arguments: list[str], pipe: int) -> None:
    """In the forked process: what the program does when it is started, and never back."""
    status = 1
    try:
        os.dup2(pipe, 1)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 2)
        sys.stdout = open(1, "w", encoding="utf-8", errors="surrogatepass", closefd=False)  # noqa: SIM115  flushed below
        child.main(arguments[0], *(int(one) for one in arguments[1:]))
        sys.stdout.flush()
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    _serve(
        socket.socket(fileno=_SOCKET), Path(__file__).resolve().parents[2] / "ipplatform" / "spreadsheets" / "child.py"
    )
