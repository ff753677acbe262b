import sqlite3
from contextlib import closing

# As a column of a query: how high a role is; 0 for none.
RANK = "CASE {} WHEN 'viewer' THEN 1 WHEN 'editor' THEN 2 WHEN 'admin' THEN 3 WHEN 'owner' THEN 4 ELSE 0 END"
ROLE_OF = "coalesce((SELECT role FROM members WHERE workspace_id = {} AND user_id = {}), '')"
ROLES = ("viewer", "editor", "admin", "owner")


def _rank(column):
    return RANK.format(column)


def _gives(workspace, user):
    """As a column: the rank up to which a user can give roles."""
    rank = _rank(ROLE_OF.format(workspace, user))
    return f"(CASE WHEN {rank} >= 2 THEN {rank} ELSE 0 END)"


def _known(role):
    if role not in ROLES:
        raise ValueError(f"no such role: {role!r}")


class _Transaction:
    def __init__(self, database):
        self.db = sqlite3.connect(database)
        self.db.row_factory = sqlite3.Row

    def __enter__(self):
        self.db.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(self, kind, error, trace):
        with closing(self.db):
            self.db.rollback() if kind else self.db.commit()

    def exists(self, table, **keys):
        condition = " AND ".join(f"{key} = :{key}" for key in keys)
        row = self.db.execute(f"SELECT * FROM {table} WHERE {condition}", keys).fetchone()
        if row is None:
            raise LookupError(f"{keys} not in {table}")
        return dict(row)

    def must_change(self, sql, **values):
        """Runs a statement whose condition holds the rules; if it changed nothing, they did not allow it."""
        cursor = self.db.execute(sql, values)
        if cursor.rowcount == 0:
            raise PermissionError("the rules do not allow this")
        return cursor.lastrowid


def update_profile(database, user, changes):
    with _Transaction(database) as now:
        old = now.exists("users", id=user)
        values = {key: changes.get(key, old[key]) for key in ("name", "email", "language")}
        now.must_change(
            "UPDATE users SET name = :name, language = :language, email = :email,"
            " email_confirmed = CASE WHEN email = :email THEN email_confirmed ELSE 0 END WHERE id = :user",
            user=user, **values,
        )  # fmt: skip
        return now.exists("users", id=user)


def _invite(now, user, workspace, row):
    _known(row["role"])
    return now.must_change(
        "INSERT INTO invitations (workspace_id, inviter_id, email, role, message, status)"
        " SELECT :workspace, :user, :email, :role, :message, 'open'"
        f" WHERE {_rank(':role')} <= {_gives(':workspace', ':user')}",
        user=user, workspace=workspace, email=row["email"], role=row["role"], message=row.get("message", ""),
    )  # fmt: skip


def invite(database, user, workspace, email, role, message=""):
    with _Transaction(database) as now:
        return _invite(now, user, workspace, {"email": email, "role": role, "message": message})


def import_members(database, user, workspace, rows):
    with _Transaction(database) as now:
        return [_invite(now, user, workspace, row) for row in rows]


def update_invitation(database, user, invitation, changes):
    with _Transaction(database) as now:
        old = now.exists("invitations", id=invitation)
        new = {key: changes.get(key, old[key]) for key in ("email", "role", "message")}
        _known(new["role"])
        now.must_change(
            "UPDATE invitations SET email = :email, role = :role, message = :message"
            " WHERE id = :invitation AND status = 'open'"
            f" AND (inviter_id = :user OR {_rank(ROLE_OF.format('workspace_id', ':user'))} >= 3)"
            f" AND {_rank(':role')} <= {_gives('workspace_id', ':user')}",
            user=user, invitation=invitation, **new,
        )  # fmt: skip
        return now.exists("invitations", id=invitation)


def accept(database, user, invitation):
    with _Transaction(database) as now:
        now.exists("users", id=user)
        found = now.exists("invitations", id=invitation)
        now.must_change(
            "UPDATE invitations SET status = 'accepted' WHERE id = :invitation AND status = 'open'"
            " AND EXISTS (SELECT 1 FROM users WHERE id = :user AND email_confirmed AND users.email = invitations.email)"
            f" AND {_rank('role')} <= {_gives('workspace_id', 'inviter_id')}",
            user=user, invitation=invitation,
        )  # fmt: skip
        now.db.execute(
            "INSERT INTO members VALUES (:workspace_id, :user, :role) ON CONFLICT (workspace_id, user_id) DO UPDATE"
            f" SET role = excluded.role WHERE {_rank('excluded.role')} > {_rank('members.role')}",
            {"workspace_id": found["workspace_id"], "role": found["role"], "user": user},
        )
        return now.exists("members", workspace_id=found["workspace_id"], user_id=user)["role"]


def set_role(database, user, workspace, member, role):
    _known(role)
    with _Transaction(database) as now:
        now.exists("members", workspace_id=workspace, user_id=member)
        own = _rank(ROLE_OF.format(":workspace", ":user"))
        now.must_change(
            "UPDATE members SET role = :role WHERE workspace_id = :workspace AND user_id = :member"
            f" AND {own} >= 3 AND {_rank('role')} <= {own} AND {_rank(':role')} <= {own}",
            user=user, workspace=workspace, member=member, role=role,
        )  # fmt: skip
        if not now.db.execute(
            "SELECT 1 FROM members WHERE workspace_id = ? AND role = 'owner'", (workspace,)
        ).fetchall():
            raise ValueError("the last owner")
