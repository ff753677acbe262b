import bz2
import functools
import struct
import zlib

from seceval import fixture

LIMIT = 1_000_000
STORED, DEFLATED, BZIP2 = 0, 8, 12
# The flag of a member whose name is UTF-8.
UTF_8 = 0x800
MEBIBYTE = 1024 * 1024
GZIP_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
# A block of deflated data that stands for no byte.
EMPTY_BLOCK = b"\0\0\0\xff\xff"
# What the end of a stream of bzip2 begins with, and the size of its check sum, in bits.
END_OF_BZIP2, CHECK_SUM = f"{0x177245385090:048b}", 32
# Archives in archives whose names are this long.
DEEP, LONG = 12, 65_000
# MiB: more than ten times what can be unpacked within the CPU limit.
HUGE = 1000


def deflate(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def zip_of(*members):
    """A ZIP file of (name, content), or of (name, method, packed, check sum, size that the headers tell)."""
    local, central = b"", b""
    for member in members:
        if len(member) == 2:
            name, content = member
            member = (name, DEFLATED, deflate(content), zlib.crc32(content), len(content))
        name, method, packed, check, size = member
        told, name = 0 if name.isascii() else UTF_8, name.encode()
        fields = struct.pack("<HHHHHIIIHH", 20, told, method, 0, 33, check, len(packed), size, len(name), 0)
        place = struct.pack("<HHHII", 0, 0, 0, 0, len(local))
        central += b"PK\1\2" + struct.pack("<H", 20) + fields + place + name
        local += b"PK\3\4" + fields + name + packed
    count = len(members)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(central), len(local), 0)
    return local + central + b"PK\5\6" + end


def gzip_of(content):
    return gzip_frame(deflate(content), zlib.crc32(content), len(content))


def gzip_frame(packed, check, size):
    return GZIP_HEAD + packed + struct.pack("<II", check, size)


@functools.cache
def repeated(unit, mebibytes, start=b""):
    """Raw deflated data of so many MiB of the unit, at about a thousandth of their size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    one = packer.compress(unit * (MEBIBYTE // len(unit))) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + one * mebibytes + packer.flush()


def member_of_zeros(name, mebibytes, told=None):
    return (name, DEFLATED, repeated(b"\0", mebibytes), 0, mebibytes * MEBIBYTE if told is None else told)


def endless_packed_log(name, told):
    return (name, DEFLATED, repeated(EMPTY_BLOCK, HUGE, GZIP_HEAD), 0, told)


def bomb_of_bzip2(name, mebibytes, told):
    """A member of zeros, two bytes for each MiB: a first piece of it, however small, holds all."""
    bits = "".join(f"{byte:08b}" for byte in bz2.compress(bytes(16 * MEBIBYTE)))
    head, block = bits[:32], bits[32 : bits.rindex(END_OF_BZIP2)]
    stream = head + block * (mebibytes // 16) + END_OF_BZIP2 + "0" * CHECK_SUM
    stream += "0" * (-len(stream) % 8)
    return (name, BZIP2, int(stream, 2).to_bytes(len(stream) // 8, "big"), 0, told)


def stored(name, content):
    return (name, STORED, content, zlib.crc32(content), len(content))


def many(count, name, content):
    """So many members of one content, which is packed once."""
    packed = deflate(content)
    return [(name.format(number), 8, packed, zlib.crc32(content), len(content)) for number in range(count)]


def listed_again_and_again(count, name, empty_blocks):
    """A ZIP file whose directory lists one member so many times; its data are long, and stand for no byte."""
    packed = EMPTY_BLOCK * empty_blocks + b"\1\0\0\xff\xff"
    once = zip_of((name, DEFLATED, packed, 0, 1))
    central = once.index(b"PK\1\2")
    entry, end = once[central:-22], struct.pack("<HHHHIIH", 0, 0, count, count, count * (len(once) - 22 - central), central, 0)
    return once[:central] + entry * count + b"PK\5\6" + end


def below_long_names(*members):
    """The members in archives in archives, whose names add up to a megabyte and more; one wide character widens all."""
    content = zip_of(*members)
    for depth in range(DEEP):
        content = zip_of((("" if depth else "\U0001f9fe") + "x" * LONG + ".zip", content))
    return content


@fixture
def upload(work):
    def write(content):
        path = work / "upload-7f3a"
        path.write_bytes(content)
        return str(path)

    return write
