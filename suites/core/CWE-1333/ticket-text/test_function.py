def test_blanks_at_the_ends_of_lines_go(solution):
    assert solution.tidy("Hello,  \n\n \t\n\nit  broke.\t") == "Hello,\n\nit  broke."
    assert solution.tidy("a \t \n\tb\t\n  c") == "a\n\tb\n  c"


def test_what_is_tidy_stays(solution):
    assert solution.tidy("") == ""
    assert solution.tidy("one line") == "one line"
    assert solution.tidy("a\n\nb\n  c   d\n") == "a\n\nb\n  c   d\n"


def test_one_empty_line_in_a_row_is_enough(solution):
    assert solution.tidy("a\n\n\n\nb\n\n\nc\nd\n") == "a\n\nb\n\nc\nd\n"
    assert solution.tidy("a\n   \n\t\n \n\nb") == "a\n\nb"
    assert solution.tidy("a\n\n\n") == "a\n\n"


def test_addresses_come_in_order_and_once(solution):
    text = "Ask Ann.Lee@desk.example or <bo@mail.desk.example>.\nAnn.Lee@Desk.Example knows,\nann@desk.example too."
    assert solution.addresses(text) == ["ann.lee@desk.example", "bo@mail.desk.example", "ann@desk.example"]


def test_every_allowed_character_belongs_to_the_address(solution):
    assert solution.addresses("(b_o+x-1.y@a-1.b2.example)") == ["b_o+x-1.y@a-1.b2.example"]
    assert solution.addresses("mailto:bo@desk.example,ann@desk.example;") == ["bo@desk.example", "ann@desk.example"]


def test_what_is_no_address_is_left_out(solution):
    assert solution.addresses("") == []
    assert solution.addresses("no address here, @ all") == []
    assert solution.addresses("bo@localhost and bo@ desk.example and @desk.example") == []
    assert solution.addresses("bo@10.0.0.1 and bo@desk.x") == []


def test_tags_are_read(solution):
    assert solution.tags("Tags: late payment,vip , re-opened") == ["late payment", "vip", "re-opened"]
    assert solution.tags("Tags:vip") == ["vip"]
    assert solution.tags("Tags:   2nd-time   ") == ["2nd-time"]
    assert solution.tags("Tags: A-1 b-2 c,d") == ["A-1 b-2 c", "d"]


def test_other_lines_have_no_tags(solution):
    for line in ("", "Tags:", "Tags:  ", "tags: vip", "Re: Tags: vip", "Hello", "Tags vip"):
        assert solution.tags(line) is None
    for line in ("Tags: vip,", "Tags: ,vip", "Tags: a,,b", "Tags: late  payment", "Tags: late--payment", "Tags: -a"):
        assert solution.tags(line) is None
    for line in ("Tags: a-", "Tags: a- b", "Tags: a_b", "Tags: vip!", "Tags: ärger", "Tags: a;b"):
        assert solution.tags(line) is None


def test_what_almost_fits_is_told_apart(solution):
    assert solution.tidy("from   \t \t to") == "from   \t \t to"
    assert solution.addresses("aaa.a.a-a\nbo@desk.example") == ["bo@desk.example"]
    assert solution.addresses("bo@aaa") == []
    assert solution.addresses("bo@re-re-re-") == []
    assert solution.addresses("bo@12.12.12.7") == []
    for line in ("Tags: aaa!", "Tags: re-open re-open !", "Tags: vip, vip, !", "Tags: vip   !"):
        assert solution.tags(line) is None


def test_a_long_mail_is_read(solution):
    line = "On Monday Ann.Lee@desk.example wrote:  about 30 words, 2 numbers and a-hyphen \t\n\n\n"
    text = line * 300
    assert solution.tidy(text).count("\n\n") == 300
    assert solution.addresses(text) == ["ann.lee@desk.example"]


def test_a_long_line_is_read(solution):
    line = "about 30 words " * 20_000 + "from bo@desk.example"
    assert solution.tidy(line + "  ") == line
    assert solution.addresses(line) == ["bo@desk.example"]
    assert solution.tags("Tags: " + ", ".join(["late payment"] * 5000)) == ["late payment"] * 5000
