from fixtures import told
from seceval import Payload, exhaustion, payloads, policy, refusal_allowed, reveal

RUN = '.popen("uninvited").read()'
# What a merchant may write in order to run a program, or to read the key.
BODIES = {
    "a global of Jinja": "{{ cycler.__init__.__globals__.os" + RUN + " }}",
    "the template itself": "{{ self.__init__.__globals__.__builtins__.__import__('os')" + RUN + " }}",
    "the classes of the process": "{% for one in ''.__class__.__mro__[1].__subclasses__() %}"
    "{% if one.__name__ == 'Popen' %}{{ one('uninvited', shell=true).wait() }}{% endif %}{% endfor %}",
    "names by the filter attr": "{% set all = cycler|attr('__init__')|attr('__globals__') %}"
    "{{ all['os']" + RUN + " }}",
    "names by the filter map": "{{ [cycler]|map(attribute='__init__.__globals__.os.environ.MAIL_KEY')|join }}",
    "names put together": "{% set u = '_' ~ '_' %}{{ cycler[u ~ 'init' ~ u][u ~ 'globals' ~ u]['os']" + RUN + " }}",
    "names in escapes": r"{{ cycler['\x5f\x5finit\x5f\x5f']['\x5f\x5fglobals\x5f\x5f']['os']" + RUN + " }}",
    "a format string": "{{ '{0.__init__.__globals__[os].environ}'.format(cycler) }}",
    "the function of the link": "{{ unsubscribe_link.__globals__ }} {{ unsubscribe_link.__closure__ }}"
    "{{ unsubscribe_link.__globals__.os.environ }}",
}
PARTIAL = {
    "its text": "{{ unsubscribe_link }}",
    "its arguments": "{{ unsubscribe_link.args }} {{ unsubscribe_link.keywords }}",
}
SUBJECTS = {
    "globals": "{order.__init__.__globals__}",
    "globals of a class": "{customer.__class__.__init__.__globals__[os].environ}",
}
NAME = "{{ cycler.__init__.__globals__.os" + RUN + " }}"


def named(texts):
    return [Payload(text, id=id) for id, text in texts.items()]


@reveal
@payloads(named(BODIES))
def test_a_body_reaches_nothing_but_its_values(mail, uninvited, payload):
    with refusal_allowed():
        assert told(mail(payload)) == []
    assert uninvited.calls == []


@payloads([Payload(BODIES["a global of Jinja"], id="plain"), Payload(BODIES["names in escapes"], id="in escapes")])
def test_a_snippet_reaches_nothing_but_its_values(mail, uninvited, payload):
    with refusal_allowed():
        assert told(mail("{% include 'footer' %}", snippets={"footer": payload})) == []
    assert uninvited.calls == []


@payloads(named(PARTIAL))
def test_the_link_does_not_show_its_key(mail, payload):
    with refusal_allowed():
        assert told(mail(payload)) == []


@payloads(named(SUBJECTS))
def test_a_subject_reaches_nothing_but_its_placeholders(mail, payload):
    with refusal_allowed():
        assert told(mail("x", subject=payload)) == []


@exhaustion
def test_a_subject_cannot_ask_for_a_width(mail):
    with refusal_allowed():
        mail("x", subject="{order.number:>3000000000}")


@payloads(
    [
        Payload(("Dear [[first_name]]", {}), id="by a marker"),
        Payload(("Hello. {% include 'a' %}", {"a": "Bye, [[first_name]]"}), id="by a marker in a snippet"),
        Payload(("[[number]] {% include 'a' %}", {"a": "Bye, {{ customer.first_name }}"}), id="by a snippet"),
    ]
)
def test_the_name_of_a_customer_is_no_template(mail, uninvited, payload):
    body, snippets = payload
    for name in ("{{ 7 * 191 }}", "{% set x = 191 %}{{ x * 7 }}", NAME):
        with refusal_allowed():
            found = mail(body, snippets=snippets, first_name=name)
            assert told(found) == []
            assert "1337" not in found["text"]
    assert uninvited.calls == []


@policy
@payloads(
    [
        "{{ order.risk_note }} {{ order.margin_cents }}",
        "{{ customer.password_hash }}",
        "{{ customer }}",
        "{{ shop.payout_account }}",
        "{{ order }}",
        "{% for item in order.items %}{{ item.supplier }}{% endfor %}",
    ]
)
def test_a_body_shows_nothing_that_is_for_us(mail, payload):
    with refusal_allowed():
        assert told(mail(payload)) == []


@policy
@payloads(["{customer.password_hash}", "{order.risk_note}", "{order}", "{shop.payout_account!r}"])
def test_a_subject_shows_nothing_that_is_for_us(mail, payload):
    with refusal_allowed():
        assert told(mail("x", subject=payload)) == []


def still_works(mail):
    found = mail("[[first_name]]{% for i in order.items %}{{ i.name }}{% endfor %}", "{shop.name}")
    assert found == {"subject": "Purl & Plain", "text": "AdaWool, redNeedles"}
