import sqlite3

from seceval import fixture

ADA, BO, MALLORY = 1, 2, 3


class Registry:
    def __init__(self, path, solution):
        self.path, self.solution = str(path), solution

    def __getattr__(self, name):
        return lambda *arguments: getattr(self.solution, name)(self.path, *arguments)

    def query(self, sql, *values):
        connection = sqlite3.connect(self.path)
        try:
            with connection:
                return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def put(self, user, name, version, content=b"music", **more):
        return self.publish(user, {"name": name, "version": version, **more}, content)

    def owner(self, plugin):
        """As other programs see it: the number of the owner."""
        rows = self.query("SELECT owner FROM plugins WHERE name = ?", plugin)
        return rows[0][0] if rows else None

    def versions(self, plugin):
        return sorted(version for (version,) in self.query("SELECT version FROM releases WHERE plugin = ?", plugin))


@fixture
def registry(solution, work):
    path = work / "plugins.db"
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript("""
            CREATE TABLE accounts (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
            CREATE TABLE plugins (name TEXT PRIMARY KEY, owner INTEGER);
            CREATE TABLE releases (plugin TEXT NOT NULL, version TEXT NOT NULL, content BLOB NOT NULL,
              PRIMARY KEY (plugin, version));
            CREATE TABLE offers (plugin TEXT PRIMARY KEY, recipient INTEGER NOT NULL);
            CREATE TABLE codes (plugin TEXT NOT NULL, code TEXT NOT NULL);
            INSERT INTO accounts VALUES (1, 'ada'), (2, 'bo'), (3, 'mallory');
            INSERT INTO plugins VALUES ('reverb', 1), ('organ', NULL), ('flute', NULL), ('harp', 2);
            INSERT INTO releases VALUES ('reverb', '1.0', 'a'), ('organ', '1.0', 'b'), ('flute', '2.0', 'c'),
              ('harp', '1.0', 'd');
            INSERT INTO codes VALUES ('organ', 'K7QP-22XD'), ('organ', 'M3RT-9WZA'), ('flute', 'B5HN-81LC');
        """)
    connection.close()
    return Registry(path, solution)
