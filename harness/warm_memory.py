"""Lays what the forker imports into few large pages, so that a fork need not copy ten thousand entries of page tables.

A fork of a process with 45 MiB of libraries costs 8 ms of CPU with pages of 4 KiB, and under 3 ms with large ones;
a host then copies only the small pages that it writes to. Where the kernel cannot do it, all works as before.
"""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator

import process_files

_LARGE = 2 * 1024 * 1024
_POOL = 16 * 1024  # an arena of Python's allocator wants to begin at a multiple of a pool
_M_MMAP_THRESHOLD, _DEFAULT_THRESHOLD = -3, 128 * 1024
_MADV_COLLAPSE = 25  # Linux 6.1: at once, whatever the machine's setting for transparent huge pages

_libc = ctypes.CDLL(None, use_errno=True)


class _ArenaAllocator(ctypes.Structure):
    """PyObjectArenaAllocator of CPython: alloc(context, size) and free(context, address, size)."""

    _fields_ = [("context", ctypes.c_void_p), ("allocate", ctypes.c_void_p), ("free", ctypes.c_void_p)]


@contextlib.contextmanager
def together() -> Iterator[None]:
    """What is allocated in here lies side by side in the heap; afterwards it is moved into large pages.

    Python's arenas are otherwise mapped one by one between the libraries' own mappings, where no large page fits.
    `aligned_alloc` has the signature that the allocator wants when its context is the alignment. An arena that Python
    gives back is unmapped as usual: the C library never touches what it has handed out.
    """
    usual = _ArenaAllocator()
    ctypes.pythonapi.PyObject_GetArenaAllocator(ctypes.byref(usual))
    allocate = ctypes.cast(_libc.aligned_alloc, ctypes.c_void_p).value
    ctypes.pythonapi.PyObject_SetArenaAllocator(ctypes.byref(_ArenaAllocator(_POOL, allocate, usual.free)))
    _libc.mallopt(_M_MMAP_THRESHOLD, 1 << 30)
    try:
        yield
    finally:
        ctypes.pythonapi.PyObject_SetArenaAllocator(ctypes.byref(usual))
        _libc.mallopt(_M_MMAP_THRESHOLD, _DEFAULT_THRESHOLD)
        _collapse()


def _collapse() -> None:
    for line in process_files.read("self/maps").decode().splitlines():
        span, rights, _offset, _device, inode = line.split()[:5]
        if inode != "0" or not rights.startswith("rw") or "[stack]" in line:
            continue
        start, end = (int(part, 16) for part in span.split("-"))
        for address in range(-(-start // _LARGE) * _LARGE, end - _LARGE + 1, _LARGE):
            _libc.madvise(ctypes.c_void_p(address), ctypes.c_size_t(_LARGE), _MADV_COLLAPSE)
