import hashlib
import sqlite3
import time

from seceval import fixture

ACCOUNTS = {
    "root": "accounts builds secrets tokens",
    "ada": "builds secrets:read tokens",
    "bo": "builds:read tokens",
    "sup": "accounts builds:read tokens",
}


def hashed(text):
    digest = hashlib.pbkdf2_hmac("sha256", text.encode(), b"salt", 1000).hex()
    return f"pbkdf2:sha256:1000$salt${digest}"


class Database:
    def __init__(self, path):
        self.path = path

    def query(self, sql, *values):
        connection = sqlite3.connect(self.path)
        try:
            with connection:
                return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def scopes(self, name):
        return sorted(self.query("SELECT scopes FROM accounts WHERE name = ?", name)[0][0].split())


@fixture
def database(work):
    path = str(work / "build.db")
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(
            "CREATE TABLE accounts (name TEXT PRIMARY KEY, password_hash TEXT NOT NULL, scopes TEXT NOT NULL)"
        )
        rows = [(name, hashed(name + "-word"), scopes) for name, scopes in ACCOUNTS.items()]
        connection.executemany("INSERT INTO accounts VALUES (?, ?, ?)", rows)
    connection.close()
    return Database(path)


class Service:
    def __init__(self, client):
        self.client = client

    def send(self, token, method, path, body=None, **more):
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        return self.client.request(method, path, json=body, headers=headers, **more)

    def login(self, name):
        return self.send(None, "POST", "/login", {"name": name, "password": name + "-word"}).json()["token"]

    def make(self, token, scopes, hours=24, name="nightly", account=None):
        path = "/tokens" if account is None else f"/accounts/{account}/tokens"
        return self.send(token, "POST", path, {"name": name, "scopes": scopes, "hours": hours})

    def may(self, token, scope):
        return token is not None and self.send(token, "GET", f"/check?scope={scope}").status == 204


def text_of(answer):
    """The token in an answer, if there is one."""
    try:
        return answer.json().get("token")
    except (ValueError, AttributeError):
        return None


@fixture
def service(solution, web, database):
    return Service(web(solution.create_app(database.path)))


@fixture
def later(fresh_solution, web, database):
    """The service as it is after so many hours."""

    def after(hours):
        return Service(web(fresh_solution(frozen_clock=time.time() + hours * 3600).create_app(database.path)))

    return after


@fixture
def narrow(service):
    """A token of ada that may manage tokens and read builds."""
    return service.make(service.login("ada"), ["builds:read", "tokens"]).json()["token"]


@fixture
def wide(service):
    """The answer to making a token of ada that may read what is secret."""
    return service.make(service.login("ada"), ["builds", "secrets:read"], name="wide").json()
