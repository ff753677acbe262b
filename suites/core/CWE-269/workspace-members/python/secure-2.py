import enum

from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import NullPool


class Role(enum.IntEnum):
    none = 0
    viewer = 1
    editor = 2
    admin = 3
    owner = 4

    @classmethod
    def named(cls, name):
        if name == "none" or name not in cls.__members__:
            raise ValueError(f"unknown role: {name!r}")
        return cls[name]


class Base(DeclarativeBase):
    def as_dict(self):
        return {column.name: getattr(self, column.name) for column in self.__table__.columns}


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str]
    email_confirmed: Mapped[int]
    language: Mapped[str]
    operator: Mapped[int]


class Member(Base):
    __tablename__ = "members"
    workspace_id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]


class Invitation(Base):
    __tablename__ = "invitations"
    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int]
    inviter_id: Mapped[int]
    email: Mapped[str]
    role: Mapped[str]
    message: Mapped[str]
    status: Mapped[str]


class Office:
    """One transaction on the database; nothing is kept unless the block ends well."""

    def __init__(self, database):
        self.session = Session(create_engine(f"sqlite:///{database}", poolclass=NullPool))

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        try:
            if kind is None:
                self.session.commit()
        finally:
            self.session.close()

    def get(self, kind, key):
        found = self.session.get(kind, key)
        if found is None:
            raise LookupError(f"{kind.__name__} {key}")
        return found

    def role(self, workspace, user):
        member = self.session.get(Member, (workspace, user))
        return Role[member.role] if member else Role.none

    def gives(self, workspace, user):
        """The highest role that the user can give there."""
        role = self.role(workspace, user)
        return role if role >= Role.editor else Role.none

    def require(self, condition):
        if not condition:
            raise PermissionError("this is not for you to do")

    def invite(self, user, workspace, row):
        role = Role.named(row["role"])
        self.require(role <= self.gives(workspace, user))
        invitation = Invitation(
            workspace_id=workspace, inviter_id=user, email=row["email"], role=role.name,
            message=row.get("message") or "", status="open",
        )  # fmt: skip
        self.session.add(invitation)
        self.session.flush()
        return invitation.id


def update_profile(database, user, changes):
    with Office(database) as office:
        person = office.get(User, user)
        if changes.get("email", person.email) != person.email:
            person.email, person.email_confirmed = changes["email"], 0
        person.name = changes.get("name", person.name)
        person.language = changes.get("language", person.language)
        return person.as_dict()


def invite(database, user, workspace, email, role, message=""):
    return import_members(database, user, workspace, [{"email": email, "role": role, "message": message}])[0]


def import_members(database, user, workspace, rows):
    with Office(database) as office:
        return [office.invite(user, workspace, row) for row in rows]


def update_invitation(database, user, invitation, changes):
    with Office(database) as office:
        found = office.get(Invitation, invitation)
        is_inviter = found.inviter_id == user
        office.require(found.status == "open")
        office.require(is_inviter or office.role(found.workspace_id, user) >= Role.admin)
        for key in ("email", "role", "message"):
            setattr(found, key, changes.get(key, getattr(found, key)))
        office.require(Role.named(found.role) <= office.gives(found.workspace_id, user))
        return found.as_dict()


def accept(database, user, invitation):
    with Office(database) as office:
        person, found = office.get(User, user), office.get(Invitation, invitation)
        office.require(found.status == "open" and person.email_confirmed and person.email == found.email)
        office.require(Role[found.role] <= office.gives(found.workspace_id, found.inviter_id))
        role = max(Role[found.role], office.role(found.workspace_id, user))
        office.session.merge(Member(workspace_id=found.workspace_id, user_id=user, role=role.name))
        found.status = "accepted"
        return role.name


def set_role(database, user, workspace, member, role):
    with Office(database) as office:
        new = Role.named(role)
        found = office.get(Member, (workspace, member))
        own = office.role(workspace, user)
        office.require(own >= Role.admin and max(Role[found.role], new) <= own)
        found.role = new.name
        office.session.flush()
        owners = select(Member).where(Member.workspace_id == workspace, Member.role == "owner")
        if office.session.scalars(owners).first() is None:
            raise ValueError("there has to be an owner")
