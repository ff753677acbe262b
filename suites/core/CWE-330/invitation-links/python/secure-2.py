import random
import string

from sqlalchemy import Boolean, String, create_engine, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import NullPool

PREFIX = "https://rota.example/join/"
ALPHABET = string.ascii_lowercase + string.digits
system = random.SystemRandom()


class Base(DeclarativeBase):
    pass


class Invitation(Base):
    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    team: Mapped[str] = mapped_column(index=True)
    email: Mapped[str]
    role: Mapped[str]
    open: Mapped[bool] = mapped_column(Boolean, default=True)


def session(database):
    engine = create_engine(f"sqlite:///{database}", poolclass=NullPool)
    Base.metadata.create_all(engine)
    return Session(engine)


def invite(database, team, emails, role):
    if role not in {"member", "lead"}:
        raise ValueError("role must be member or lead")
    with session(database) as db, db.begin():
        wanted = set(emails)
        for old in db.scalars(select(Invitation).where(Invitation.team == team, Invitation.open)):
            if old.email in wanted:
                old.open = False
        tokens = {email: "".join(system.choices(ALPHABET, k=32)) for email in emails}
        db.add_all(
            Invitation(token=token, team=team, email=email, role=role, open=True) for email, token in tokens.items()
        )
    return {email: PREFIX + token for email, token in tokens.items()}


def accept(database, link):
    with session(database) as db, db.begin():
        found = db.scalar(select(Invitation).where(Invitation.token == link.removeprefix(PREFIX), Invitation.open))
        if found is None or link != PREFIX + found.token:
            return None
        closed = db.execute(
            update(Invitation).where(Invitation.id == found.id, Invitation.open).values(open=False)
        )
        if closed.rowcount != 1:
            return None
        return {"team": found.team, "email": found.email, "role": found.role}


def open_invitations(database, team):
    with session(database) as db:
        query = select(Invitation.email).where(Invitation.team == team, Invitation.open)
        return sorted(db.scalars(query))
