import sqlite3
from html import escape
from urllib.parse import parse_qs, quote


class Parts:
    def __init__(self, path):
        self.path = path

    def all(self, sql, *values):
        connection = sqlite3.connect(self.path)
        try:
            with connection:
                return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def page(self, content):
        return "200 OK", [("Content-Type", "text/html; charset=utf-8")], "<!doctype html>" + content

    def message(self, status, text):
        return status, [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")], text

    def part(self, number):
        rows = self.all("SELECT number, title, shelf, pieces FROM parts WHERE number = ?", number)
        if not rows:
            return self.message("404 Not Found", f"no part {number}")
        number, title, shelf, pieces = rows[0]
        link = f'<a href="/shelves/{quote(shelf, safe="")}">{escape(shelf)}</a>'
        return self.page(f"<h1>{escape(title)}</h1><dl><dd>{escape(number)}</dd><dd>{link}</dd><dd>{pieces}</dd></dl>")

    def shelf(self, shelf):
        rows = self.all("SELECT number, title FROM parts WHERE shelf = ? ORDER BY number", shelf)
        if not rows:
            return self.message("404 Not Found", f"nothing on {shelf}")
        items = [f'<li><a href="/parts/{quote(number, safe="")}">{escape(title)}</a></li>' for number, title in rows]
        return self.page(f"<h1>{escape(shelf)}</h1><ul>{''.join(items)}</ul>")

    def find(self, code):
        if self.all("SELECT 1 FROM parts WHERE number = ?", code):
            return "302 Found", [("Location", "/parts/" + quote(code, safe=""))], ""
        rows = self.all("SELECT number, title, pieces FROM parts WHERE shelf = ? ORDER BY number", code)
        if not rows:
            return self.message("404 Not Found", f"{code} is unknown")
        return self.message("200 OK", "\n".join(f"{number}: {title} ({pieces})" for number, title, pieces in rows))

    def take(self, number, wanted, by):
        if not (wanted.isascii() and wanted.isdigit() and int(wanted) > 0):
            return self.message("400 Bad Request", f"not a number: {wanted}")
        sql = "UPDATE parts SET pieces = pieces - ?1 WHERE number = ?2 AND pieces >= ?1 RETURNING pieces"
        rows = self.all(sql, int(wanted), number)
        if rows:
            return self.message("200 OK", f"{rows[0][0]} left of {number}, thanks {by}")
        rows = self.all("SELECT pieces FROM parts WHERE number = ?", number)
        if not rows:
            return self.message("404 Not Found", f"no part {number}")
        return self.message("409 Conflict", f"{by} wants {wanted} of {number}, there are {rows[0][0]}")

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        kind, _, rest = path[1:].partition("/")
        if kind == "parts":
            answer = self.part(rest)
        elif kind == "shelves":
            answer = self.shelf(rest)
        elif kind == "find":
            answer = self.find(parse_qs(environ.get("QUERY_STRING", "")).get("code", [""])[0])
        elif kind == "take" and environ["REQUEST_METHOD"] == "POST":
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode("utf-8", "replace")
            form = parse_qs(body, keep_blank_values=True)
            answer = self.take(*(form.get(name, [""])[0] for name in ("number", "pieces", "by")))
        else:
            answer = self.message("404 Not Found", "no such page")
        status, headers, content = answer
        data = content.encode()
        start_response(status, [*headers, ("Content-Length", str(len(data)))])
        return [data]


def create_app(database_path):
    return Parts(database_path)
