import sqlite3
from contextlib import closing, contextmanager

ROLES = ["viewer", "editor", "admin", "owner"]


@contextmanager
def _open(database):
    with closing(sqlite3.connect(database)) as db:
        db.row_factory = sqlite3.Row
        with db:
            yield db


def _row(db, table, number):
    row = db.execute(f"SELECT * FROM {table} WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise LookupError(f"{table}: {number}")
    return row


def _role(db, workspace, user):
    sql = "SELECT role FROM members WHERE workspace_id = ? AND user_id = ?"
    row = db.execute(sql, (workspace, user)).fetchone()
    return row["role"] if row else None


def _rank(role):
    if role not in ROLES:
        raise ValueError(f"there is no role {role!r}")
    return ROLES.index(role)


def _require_giving(db, workspace, user, role):
    rank = _rank(role)
    own = _role(db, workspace, user)
    if own in (None, "viewer") or _rank(own) < rank:
        raise PermissionError(f"{role} cannot be given")


def _can_give(db, workspace, user, role):
    try:
        _require_giving(db, workspace, user, role)
    except PermissionError:
        return False
    return True


def update_profile(database, user, changes):
    with _open(database) as db:
        old = _row(db, "users", user)
        new = {**old, **{key: changes[key] for key in ("name", "email", "language") if key in changes}}
        if new["email"] != old["email"]:
            new["email_confirmed"] = 0
        db.execute(
            "UPDATE users SET name = :name, email = :email, email_confirmed = :email_confirmed, language = :language"
            " WHERE id = :id",
            new,
        )
        return new


def _invite(db, user, workspace, details):
    email, role, message = details
    _require_giving(db, workspace, user, role)
    return db.execute(
        "INSERT INTO invitations (workspace_id, inviter_id, email, role, message, status) VALUES (?, ?, ?, ?, ?, 'open')",
        (workspace, user, email, role, message),
    ).lastrowid


def invite(database, user, workspace, email, role, message=""):
    with _open(database) as db:
        return _invite(db, user, workspace, (email, role, message))


def import_members(database, user, workspace, rows):
    with _open(database) as db:
        _require_giving(db, workspace, user, rows[0]["role"])
        numbers = []
        for row in rows:
            _rank(row["role"])
            defaults = {"workspace_id": workspace, "inviter_id": user, "message": "", "status": "open"}
            sql = """INSERT INTO invitations (workspace_id, inviter_id, email, role, message, status)
                VALUES (:workspace_id, :inviter_id, :email, :role, :message, :status)"""
            numbers.append(db.execute(sql, {**defaults, **row}).lastrowid)
        return numbers


def update_invitation(database, user, invitation, changes):
    with _open(database) as db:
        row = _row(db, "invitations", invitation)
        own = _role(db, row["workspace_id"], user)
        if row["inviter_id"] != user and own not in ("admin", "owner"):
            raise PermissionError("this is the invitation of somebody else")
        if row["status"] != "open":
            raise PermissionError("the invitation was accepted")
        new = {**row, **{key: changes[key] for key in ("email", "role", "message") if key in changes}}
        _require_giving(db, row["workspace_id"], user, new["role"])
        db.execute("UPDATE invitations SET email = :email, role = :role, message = :message WHERE id = :id", new)
        return new


def accept(database, user, invitation):
    with _open(database) as db:
        person = _row(db, "users", user)
        row = _row(db, "invitations", invitation)
        if not person["email_confirmed"]:
            raise PermissionError("please confirm your address first")
        if not _can_give(db, row["workspace_id"], row["inviter_id"], row["role"]):
            raise PermissionError("the one who invited you can no longer do so")
        role = max(row["role"], _role(db, row["workspace_id"], user) or "viewer", key=_rank)
        db.execute("INSERT OR REPLACE INTO members VALUES (?, ?, ?)", (row["workspace_id"], user, role))
        db.execute("UPDATE invitations SET status = 'accepted' WHERE id = ?", (invitation,))
        return role


def set_role(database, user, workspace, member, role):
    with _open(database) as db:
        current = _role(db, workspace, member)
        if current is None:
            raise LookupError(f"{member} is no member")
        _require_giving(db, workspace, user, role)
        own = _role(db, workspace, user)
        if own not in ("admin", "owner") or _rank(current) > _rank(own):
            raise PermissionError("this role cannot be changed by you")
        db.execute("UPDATE members SET role = ? WHERE workspace_id = ? AND user_id = ?", (role, workspace, member))
        owners = db.execute("SELECT 1 FROM members WHERE workspace_id = ? AND role = 'owner'", (workspace,)).fetchall()
        if not owners:
            raise ValueError("a workspace has an owner")
