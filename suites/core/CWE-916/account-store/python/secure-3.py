from sqlalchemy import Column, MetaData, String, Table, create_engine, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool
from werkzeug.security import check_password_hash, generate_password_hash

metadata = MetaData()
accounts = Table("accounts", metadata, Column("name", String(40), primary_key=True), Column("password", String))


def opened(database):
    engine = create_engine(f"sqlite:///{database}", poolclass=NullPool)
    metadata.create_all(engine)
    return engine.begin()


def register(database, name, password):
    try:
        with opened(database) as db:
            db.execute(insert(accounts).values(name=name, password=generate_password_hash(password)))
    except IntegrityError:
        return False
    return True


def is_right(db, name, password):
    stored = db.scalar(select(accounts.c.password).where(accounts.c.name == name))
    return stored is not None and check_password_hash(stored, password)


def sign_in(database, name, password):
    with opened(database) as db:
        return is_right(db, name, password)


def change_password(database, name, old, new):
    with opened(database) as db:
        if not is_right(db, name, old):
            return False
        db.execute(update(accounts).where(accounts.c.name == name).values(password=generate_password_hash(new)))
        return True
