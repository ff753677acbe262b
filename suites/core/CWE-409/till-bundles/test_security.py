from fixtures import (
    HUGE,
    MEBIBYTE,
    below_long_names,
    bomb_of_bzip2,
    endless_packed_log,
    gzip_frame,
    gzip_of,
    listed_again_and_again,
    many,
    member_of_zeros,
    repeated,
    stored,
    zip_of,
)
from seceval import Payload, exhaustion, payloads, policy, raises, refusal_allowed, reveal

WHOLE = HUGE * MEBIBYTE
LARGE_LOG = bytes(900_000)


def packed_log(size):
    return gzip_frame(repeated(b"\0", HUGE), 0, size % 2**32)


def weeks():
    """Archives in archives in archives, none of which is too large by itself."""
    month = many(14, "week-{}.zip", zip_of(("till.log", LARGE_LOG)))
    year = many(14, "month-{}.zip", zip_of(*month, stored("dump.bin", bytes(300_000))))
    return zip_of(*many(6, "year-{}.zip", zip_of(*year)))


BUNDLES = {
    "a log": lambda: zip_of(member_of_zeros("till.log", HUGE)),
    "a log that calls itself small": lambda: zip_of(member_of_zeros("till.log", HUGE, told=4000)),
    "a packed log": lambda: zip_of(stored("till.log.gz", packed_log(WHOLE))),
    "a packed log that calls itself small, in an archive": lambda: zip_of(
        ("old.zip", zip_of(("till.log.gz", packed_log(4000))))
    ),
    "many logs that are not too large": lambda: zip_of(*many(1100, "till-{}.log", LARGE_LOG)),
    "archives of logs that are not too large": weeks,
    "an archive of nothing": lambda: zip_of(member_of_zeros("old.zip", HUGE)),
    "many archives of nothing": lambda: zip_of(*many(280, "old-{}.zip", zip_of(stored("x.bin", bytes(4_000_000))))),
    "an endless packed log": lambda: zip_of(endless_packed_log("till.log.gz", WHOLE)),
    "logs without a line below long names": lambda: below_long_names(*many(1500, "till-{}.log", b"")),
    "archives without a byte below long names": lambda: below_long_names(*many(1500, "old-{}.zip", b"")),
    "a log without a byte, listed again and again": lambda: listed_again_and_again(2000, "till.log", 600_000),
    "a log that is packed by bzip2": lambda: zip_of(bomb_of_bzip2("till.log", HUGE * 3 // 2, told=4000)),
    "a dump": lambda: zip_of(member_of_zeros("core.bin", HUGE), ("till.log", b"ok\n")),
}


@exhaustion
@reveal
@payloads([Payload(id, id=id) for id in BUNDLES])
def test_a_bundle_is_given_up_long_before_it_is_unpacked(solution, upload, payload):
    path = upload(BUNDLES[payload]())
    with refusal_allowed():
        solution.read_bundle(path)


@policy
@payloads(
    [
        Payload([("a.log", 600_000), ("b.log", 600_000)], id="two logs"),
        Payload([("a.log", 600_000), ("b.log.gz", 600_000)], id="a log and a packed one"),
        Payload([("old.zip/a.log.gz", 600_000), ("b.log", 600_000)], id="one of them in an archive"),
        Payload([("new.zip/a.log", 600_000), ("old.zip/a.log", 600_000)], id="each in an archive"),
        Payload([("new.zip/a.log.gz", 600_000), ("old.zip/a.log.gz", 600_000)], id="each packed in an archive"),
    ]
)
def test_the_logs_of_a_bundle_have_one_limit_together(solution, upload, payload):
    members = []
    for place, size in payload:
        *archive, name = place.split("/")
        log = b"INFO sale\n" * (size // 10) + b"x" * (size % 10)
        member = (name, gzip_of(log) if name.endswith(".gz") else log)
        members.append((archive[0], zip_of(member)) if archive else member)
    with raises("BundleTooLarge"):
        solution.read_bundle(upload(zip_of(*members)))


@policy
@payloads(
    [
        Payload([("old.zip", 4_100_000)], id="one archive"),
        Payload([("new.zip", 2_500_000), ("old.zip", 2_500_000)], id="two archives"),
    ]
)
def test_the_archives_of_a_bundle_have_one_limit_together(solution, upload, payload):
    members = [(name, zip_of(stored("dump.bin", bytes(size)), ("a.log", b"ok\n"))) for name, size in payload]
    with raises("BundleTooLarge"):
        solution.read_bundle(upload(zip_of(*members)))


def still_works(solution, upload):
    bundle = zip_of(("till.log", b"ERROR x\n"), ("old.zip", zip_of(("a.log.gz", gzip_of(b"a\nb")))))
    found = solution.read_bundle(upload(bundle))
    assert found == {"till.log": {"lines": 1, "errors": ["ERROR x"]}, "old.zip/a.log.gz": {"lines": 2, "errors": []}}
