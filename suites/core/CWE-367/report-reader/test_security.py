from seceval import policy, reveal


@reveal
def test_a_report_that_becomes_a_link_shows_no_other_file(solution, report, salaries, system_calls, calls):
    leaks = {}
    for number in calls:
        put_file(report, REPORT)
        with swapped(system_calls, report, {number: lambda: put_link(report, salaries)}):
            shown = text_shown(solution, report)
        if SALARIES in shown:
            leaks[f"link before call {number}"] = shown
    assert leaks == {}


def test_a_link_that_is_gone_again_shows_no_other_file(solution, report, salaries, system_calls, calls):
    leaks = {}
    for first, last in ((first, last) for first in calls for last in calls if first < last):
        put_file(report, REPORT)
        actions = {first: lambda: hide_behind_link(report, salaries), last: lambda: put_back(report)}
        with swapped(system_calls, report, actions):
            shown = text_shown(solution, report)
        if SALARIES in shown:
            leaks[f"link before call {first}, file before call {last}"] = shown
    assert leaks == {}


@policy
def test_a_report_that_becomes_too_big_is_not_shown_whole(solution, report, system_calls, calls):
    lengths = {}
    for number in calls:
        put_file(report, REPORT)
        with swapped(system_calls, report, {number: lambda: put_file(report, "x" * 500_000)}):
            shown = text_shown(solution, report)
        if len(shown) > LIMIT + 1000:
            lengths[f"big before call {number}"] = len(shown)
    assert lengths == {}


def still_works(solution, folder):
    assert solution.read_report(str(folder), "february.txt")["text"] == "198 bicycles\n"
