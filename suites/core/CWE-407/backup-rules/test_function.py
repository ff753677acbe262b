from seceval import raises


def taken(solution, pattern, *paths):
    return solution.select(list(paths), [pattern])


def test_the_example(solution):
    paths = ["home/ada/may.txt", "home/ada/photos/hut.jpeg", "home/ada/photos/old/hut.png", "tmp/may.txt"]
    rules = ["*.txt", "home/**/*.{jp{,e}g,png}", "!**/old/**", "!tmp/*"]
    assert solution.select(paths, rules) == ["home/ada/may.txt", "home/ada/photos/hut.jpeg"]


def test_a_star_stays_within_a_name(solution):
    assert taken(solution, "home/*/a*c", "home/ada/ac", "home/ada/abbc", "home/ada/x/ac", "home//ac", "home/ada/acd") == [
        "home/ada/ac", "home/ada/abbc", "home//ac",
    ]  # fmt: skip


def test_two_stars_pass_over_names(solution):
    for pattern in ("home/**/c", "home/***/c", "home/****/c"):
        found = taken(solution, pattern, "home/a/c", "home/a/b/c", "home//c", "home/c", "home/a/bc")
        assert found == ["home/a/c", "home/a/b/c", "home//c"]
    assert taken(solution, "**", "a", "a/b") == ["a", "a/b"]
    assert taken(solution, "a/**", "a/b/c", "a/", "a", "b/a/c") == ["a/b/c", "a/"]


def test_a_question_mark_is_one_character(solution):
    assert taken(solution, "a?c/?", "abc/d", "ac/d", "a/c/d", "abbc/d", "a\nc/é") == ["abc/d", "a\nc/é"]


def test_braces_are_alternatives(solution):
    assert taken(solution, "{,old-}*.{txt,md}", "x.txt", "old-x.md", "x.tmd", "x.txt,md") == ["x.txt", "old-x.md"]
    assert taken(solution, "{a,b{c,d{e,}}}f", "af", "bcf", "bdef", "bdf", "bf", "abcf") == ["af", "bcf", "bdef", "bdf"]
    assert taken(solution, "{jpg}", "jpg", "{jpg}") == ["jpg"]
    assert taken(solution, "{}a{,}", "a", "{}a{,}") == ["a"]


def test_braces_hold_wildcards_and_slashes(solution):
    assert taken(solution, "{a/*,b?/**}.c", "a/x.c", "a/x/y.c", "bb/x/y.c", "b/x.c", "z/a/x.c") == ["a/x.c", "bb/x/y.c"]
    assert taken(solution, "{*a,*b}{c,*}", "xac", "xb", "xc", "xbyy") == ["xac", "xb", "xbyy"]


def test_a_longer_alternative_may_be_needed(solution):
    assert taken(solution, "{a,ab}{c,bcd}", "abcd", "abc", "ac", "abbcd", "ab") == ["abcd", "abc", "ac", "abbcd"]
    assert taken(solution, "*{b,bc}*c?", "abcc", "abc", "abcx", "bcc") == ["abcc", "abcx", "bcc"]


def test_all_else_stands_for_itself(solution):
    for text in ("[ab].txt", "a.b", "a,b", "(a|b)+$^", "a\nb", "#!a", "~", " a "):
        assert taken(solution, text, text, "x") == [text]
    assert taken(solution, "[ab].txt", "a.txt") == []
    assert taken(solution, "a.b", "axb") == []
    assert taken(solution, "\\*", "\\a", "*", "a") == ["\\a"]
    assert taken(solution, "a", "a\n", "A", "aa", "a") == ["a"]


def test_without_a_slash_the_last_name_counts(solution):
    assert taken(solution, "*.txt", "a/b.txt", "b.txt", "a.txt/b") == ["a/b.txt", "b.txt"]
    assert taken(solution, "**.txt", "a/b.txt") == ["a/b.txt"]
    assert taken(solution, "{b,c/d}", "b", "a/b", "c/d", "x/c/d") == ["b", "c/d"]
    assert taken(solution, "a*", "a/b", "b/a", "b/ab") == ["b/a", "b/ab"]


def test_the_last_rule_decides(solution):
    paths = ["a.txt", "b.txt", "c.md", "d"]
    assert solution.select(paths, ["*.txt", "!b*", "?.md"]) == ["a.txt", "c.md"]
    assert solution.select(paths, ["!*", "*", "!*.txt", "b.txt"]) == ["b.txt", "c.md", "d"]
    assert solution.select(paths, ["!a.txt"]) == []
    assert solution.select(paths, []) == []
    assert solution.select(["!a", "a"], ["!!a", "a"]) == ["a"]


def test_what_is_no_rule_is_refused(solution):
    for rule in ("", "!", "{a", "a}", "{a,{b}", "{a}}", "}{", "!{"):
        with raises("ValueError"):
            solution.select(["a"], [rule])
        with raises("ValueError"):
            solution.select([], ["*", rule])


def test_a_night(solution):
    paths = [f"home/user-{number % 7}/folder/file-{number}.{'txt' if number % 3 else 'jpeg'}" for number in range(24)]
    rules = ["home/**/*.{jp{,e}g,png}", "!home/user-{1,2}/**", "home/user-1/**/file-?5.*"]
    found = solution.select(paths, rules)
    assert found == [
        path
        for number, path in enumerate(paths)
        if (number % 3 == 0 and number % 7 not in (1, 2)) or (number % 7 == 1 and number > 9 and number % 10 == 5)
    ]
