from urllib.parse import quote

from fixtures import record, signature
from seceval import raises


def test_a_mail_has_a_subject_and_a_text(solution):
    template = {"subject": "Order {order.number}", "body": "Dear {{ customer.first_name }}, thank you!"}
    expected = {"subject": "Order 2024-0815", "text": "Dear Ada, thank you!"}
    assert solution.render_mail(template, record(), {}) == expected


def test_the_subject_knows_its_placeholders(mail):
    subject = "{order.number} {order.placed} {order.total}|{customer.first_name} {customer.last_name}|{shop.name}"
    found = mail("x", subject=subject + ", {shop.city}")
    assert found["subject"] == "2024-0815 2024-05-01 42.50 EUR|Ada Byron|Purl & Plain, Porto"
    assert mail("x", subject="News [[shop]] 100 %")["subject"] == "News [[shop]] 100 %"


def test_the_body_knows_the_same_values(mail):
    body = "{{ order.number }} {{ order.placed }} {{ order.total }} {{ customer.first_name }} {{ customer.last_name }}"
    assert mail(body)["text"] == "2024-0815 2024-05-01 42.50 EUR Ada Byron"
    assert mail("{{ shop.name }}, {{ shop.city }}")["text"] == "Purl & Plain, Porto"


def test_the_items_are_a_list(mail):
    body = "{% for item in order.items %}{{ loop.index }}. {{ item.quantity }} x {{ item.name }}: {{ item.price }}\n"
    body += "{% endfor %}{{ order.items|length }} in all"
    expected = "1. 2 x Wool, red: 15.00 EUR\n2. 1 x Needles: 12.50 EUR\n2 in all"
    assert mail(body)["text"] == expected


def test_the_language_of_jinja_works(mail):
    assert mail("{% if order.items|length > 1 %}several{% else %}one{% endif %}")["text"] == "several"
    assert mail("{% set name = shop.city %}{{ name }} {{ 'x'|upper }}")["text"] == "Porto X"
    assert mail("{% macro hi(who) %}Hi {{ who }}{% endmacro %}{{ hi('you') }}")["text"] == "Hi you"
    assert mail("{{ order.items|map(attribute='name')|join('; ') }}")["text"] == "Wool, red; Needles"
    assert mail("{{ customer.nickname|default('friend') }} {{ 2 * 3 }}{# note #}")["text"] == "friend 6"
    assert mail("{% for n in range(3) %}{{ n }}{% endfor %}")["text"] == "012"
    assert mail("a{{ unknown }}b")["text"] == "ab"


def test_the_unsubscribe_link_is_signed(mail):
    for address in ("ada+shop@mail.example", "bo/b@mail.example"):
        expected = f"https://mail.example/stop/{quote(address, safe='')}/{signature(address)}"
        assert mail("{{ unsubscribe_link() }}", email=address)["text"] == expected


def test_snippets_are_included_and_rendered(mail):
    snippets = {
        "footer": "-- {{ shop.name }}{% include 'stop' %}",
        "stop": " ({{ customer.last_name }})",
        "unused": "{% if %}",
    }
    assert mail("Hello{% include 'footer' %}", snippets=snippets)["text"] == "Hello-- Purl & Plain (Byron)"
    looped = mail("{% for item in order.items %}{% include 'line' %}{% endfor %}", snippets={"line": "{{ item.name }};"})
    assert looped["text"] == "Wool, red;Needles;"


def test_markers_go_on_working(mail):
    body = "Dear [[first_name]] [[last_name]], [[number]] costs [[total]]. {{ shop.city }}, [[shop]] [[other]] [[]]"
    expected = "Dear Ada Byron, 2024-0815 costs 42.50 EUR. Porto, Purl & Plain [[other]] [[]]"
    assert mail(body)["text"] == expected
    found = mail("{% if shop.city %}[[number]]{% endif %}{% include 'a' %}", snippets={"a": " [[first_name]]"})
    assert found["text"] == "2024-0815 Ada"


def test_nothing_is_escaped(mail):
    found = mail("[[first_name]] & {{ customer.last_name }}", "{customer.last_name}", first_name="<Ada>", last_name='O"B\'n')
    assert found == {"subject": 'O"B\'n', "text": '<Ada> & O"B\'n'}


def test_amounts_have_two_decimals(solution):
    for cents, expected in ((0, "0.00 EUR"), (5, "0.05 EUR"), (123456789, "1234567.89 EUR")):
        found = solution.render_mail({"subject": "{order.total}", "body": ""}, {**record(), "total_cents": cents}, {})
        assert found == {"subject": expected, "text": ""}


def test_a_subject_with_anything_else_in_braces_is_a_problem(mail):
    for subject in ("{order.weight}", "{number}", "{}", "100 {", "} x", "{order.number", "{{ order.number }}"):
        with raises("TemplateProblem"):
            mail("x", subject=subject)


def test_a_body_that_cannot_be_rendered_is_a_problem(mail):
    for body in ("{% if %}", "{{ order.number", "{% for x in y %}", "{{ 1 / 0 }}", "{{ order|nofilter }}"):
        with raises("TemplateProblem"):
            mail(body)
    with raises("TemplateProblem"):
        mail("{% include 'missing' %}")
    with raises("TemplateProblem"):
        mail("{% include 'bad' %}", snippets={"bad": "{{ x"})


def test_a_problem_is_a_value_error(mail):
    with raises("ValueError"):
        mail("{% if %}")


def test_one_merchant_does_not_see_the_snippets_of_another(mail):
    assert mail("{% include 'footer' %}", snippets={"footer": "one"})["text"] == "one"
    assert mail("{% include 'footer' %}", snippets={"footer": "two"})["text"] == "two"
    with raises("TemplateProblem"):
        mail("{% include 'footer' %}")
