import json
from urllib.parse import urlencode

from seceval import fixture

INSTALLATION = {
    "fixed": ["data", "export.rows", "export.columns"],
    "data": {"register": "town"},
    "export": {"rows": 3, "columns": ["name", "street"], "separator": ";"},
    "page": {"title": "Register", "theme": "light", "colours": {"head": "blue", "foot": "grey"}},
}
TOWN = [{"name": f"Person {number}", "street": f"Street {number}", "phone": f"555-01{number}"} for number in range(7)]
PROTECTED = [{"name": "Hidden Person", "street": "Hidden Street", "phone": "555-0999"}]
CSV = "name;street\nPerson 0;Street 0\nPerson 1;Street 1\nPerson 2;Street 2\n"


class Register:
    def __init__(self, folder, serve):
        self.folder = folder
        for name in ("tenants", "registers"):
            (folder / name).mkdir()
        (folder / "registers" / "town.json").write_text(json.dumps(TOWN))
        (folder / "registers" / "protected.json").write_text(json.dumps(PROTECTED))
        self.install(INSTALLATION)
        self.client = serve(folder)

    def install(self, settings):
        (self.folder / "installation.json").write_text(json.dumps(settings))

    def file_of(self, tenant, settings):
        (self.folder / "tenants" / f"{tenant}.json").write_text(json.dumps(settings))

    def __call__(self, method, path, tenant=7, body=None, trial=()):
        """`trial`: names and values of settings for this request."""
        if trial:
            path += "?" + urlencode([(f"set.{name}", value) for name, value in dict(trial).items()])
        headers = {"X-Tenant": str(tenant)}
        if isinstance(body, str):
            return self.client.request(method, path, body=body, headers={**headers, "Content-Type": "text/plain"})
        return self.client.request(method, path, json=body, headers=headers)

    def settings(self, tenant=7, **options):
        return self("GET", "/settings", tenant, **options).json()

    def export(self, tenant=7, **options):
        return self("GET", "/export.csv", tenant, **options)


@fixture
def register(solution, web, work):
    return Register(work, lambda folder: web(solution.create_app(str(folder))))
