"""The record is chained: each of its rows is bound to the one before it, and consents become part of it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHAINED = ("audit_entries", "case_moves")
CHUNK = 5_000


def upgrade() -> None:
    op.create_table(
        "chain_heads",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("number", COUNTED, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "chain", name="pk_chain_heads"),
    )
    op.create_table(
        "consents",
        sa.Column("id", COUNTED, autoincrement=True, nullable=False),
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("number", COUNTED, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
        sa.UniqueConstraint("utility", "number", name="uq_consents_utility_number"),
    )
    op.create_index("ix_consents_utility_person", "consents", ["utility", "person"])
    seal_consents()

    for table in CHAINED:
        unseal(table)
        links = [sa.Column("number", COUNTED), sa.Column("digest", sa.String())]
        if table == "audit_entries":
            links += [sa.Column("law_version", sa.String()), sa.Column("rules", sa.JSON())]
            versions = sa.table(table, sa.column("law_version"), sa.column("rules", sa.JSON()))
        for column in links:
            op.add_column(table, column)
        if table == "audit_entries":
            op.execute(versions.update().values(law_version="", rules=[]))
        link(table)
        with op.batch_alter_table(table) as batch:
            for column in links:
                batch.alter_column(column.name, existing_type=column.type, nullable=False)
            batch.create_unique_constraint(f"uq_{table}_utility_number", ["utility", "number"])
        seal(table)


def downgrade() -> None:
    for table in reversed(CHAINED):
        unseal(table)
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(f"uq_{table}_utility_number", type_="unique")
            batch.drop_column("digest")
            batch.drop_column("number")
            if table == "audit_entries":
                batch.drop_column("rules")
                batch.drop_column("law_version")
        seal(table)
    op.drop_table("consents")
    op.drop_table("chain_heads")


def link(name: str) -> None:
    """Give the rows there are their numbers and digests, in the order in which they came."""
    connection = op.get_bind()
    table = sa.Table(name, sa.MetaData(), autoload_with=connection)
    heads: dict[str, tuple[int, str]] = {}
    linking = (
        table.update()
        .where(table.c.id == sa.bindparam("of_id"))
        .values(number=sa.bindparam("its_number"), digest=sa.bindparam("its_digest"))
    )
    for rows in chunks(connection, table):
        done = []
        for row in rows:
            number, digest = heads.get(row["utility"], (0, "0" * 64))
            told = {**row, "number": number + 1}
            del told["id"], told["digest"]
            written = json.dumps(
                told, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=moment
            )
            digest = sha256(f"{digest}\n{written}".encode()).hexdigest()
            heads[row["utility"]] = (number + 1, digest)
            done.append({"of_id": row["id"], "its_number": number + 1, "its_digest": digest})
        connection.execute(linking, done)
    head = sa.table("chain_heads", *map(sa.column, ("utility", "chain", "number", "digest")))
    for utility, (number, digest) in heads.items():
        op.execute(head.insert().values(utility=utility, chain=name, number=number, digest=digest))


def chunks(connection: sa.Connection, table: sa.Table) -> Iterator[list[sa.RowMapping]]:
    last = 0
    while True:
        query = sa.select(table).where(table.c.id > last).order_by(table.c.id).limit(CHUNK)
        rows = list(connection.execute(query).mappings())
        if not rows:
            return
        yield rows
        last = rows[-1]["id"]


def moment(value: datetime) -> str:
    at = value if value.tzinfo is None else value.astimezone(UTC).replace(tzinfo=None)
    return f"{at.isoformat(timespec='microseconds')}Z"


def on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def unseal(table: str) -> None:
    """Take the triggers off, to change what is below them."""
    if on_sqlite():
        op.execute(f"DROP TRIGGER {table}_no_update")
        op.execute(f"DROP TRIGGER {table}_no_delete")
    else:
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")


def seal(table: str) -> None:
    """Make the database refuse to change or remove rows: this is the evidence of what was done."""
    if on_sqlite():
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    else:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def seal_consents() -> None:
    """The same, but that the person alone may be taken off a row, by their pseudonym."""
    others = "id, utility, number, digest, channel, purpose, given, at, recorded_at, supply_number, "
    others += "origin, wording, actor"
    if on_sqlite():
        refusal = "BEGIN SELECT RAISE(ABORT, 'consents is append-only'); END"
        op.execute(f"CREATE TRIGGER consents_no_delete BEFORE DELETE ON consents {refusal}")
        op.execute(f"CREATE TRIGGER consents_no_update BEFORE UPDATE OF {others} ON consents {refusal}")
        op.execute(
            "CREATE TRIGGER consents_no_other_person BEFORE UPDATE OF person ON consents "
            f"WHEN substr(NEW.person, 1, 7) <> 'sha256:' {refusal}"
        )
    else:
        refusal = "EXECUTE FUNCTION refuse_change()"
        op.execute(
            f"CREATE TRIGGER consents_append_only BEFORE UPDATE OF {others} OR DELETE OR TRUNCATE ON consents "
            f"FOR EACH STATEMENT {refusal}"
        )
        op.execute(
            "CREATE TRIGGER consents_no_other_person BEFORE UPDATE OF person ON consents "
            f"FOR EACH ROW WHEN (left(NEW.person, 7) <> 'sha256:') {refusal}"
        )
