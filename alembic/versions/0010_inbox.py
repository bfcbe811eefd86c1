"""What people of the utility take over, and the trace of each turn."""

from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
REF_DIGITS = 20
CARRIED = ("utility", "channel", "address", "supply_number", "at", "why")


def upgrade() -> None:
    waiting = carried()
    op.drop_table("handovers")
    make_handovers()
    make_notes()
    make_turns()
    carry_over(waiting)
    name_chats()


def carried() -> list[dict[str, object]]:
    """Whoever waits for a person now."""
    old = sa.table("handovers", *(sa.column(name) for name in CARRIED))
    return [dict(row._mapping) for row in op.get_bind().execute(sa.select(old))]


def make_handovers() -> None:
    op.create_table(
        "handovers",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("raised_at", MOMENT, nullable=True),
        sa.Column("taken_by", sa.String(), nullable=True),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("first_answer_at", MOMENT, nullable=True),
        sa.Column("last_answer_at", MOMENT, nullable=True),
        sa.Column("told_late_at", MOMENT, nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("unanswered_since", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("utility", "id", name="pk_handovers"),
    )
    not_closed = sa.text("state <> 'closed'")
    op.create_index(
        "ix_handovers_open",
        "handovers",
        ["utility", "channel", "address"],
        unique=True,
        sqlite_where=not_closed,
        postgresql_where=not_closed,
    )
    op.create_index(
        "ix_handovers_utility_channel_address_at", "handovers", ["utility", "channel", "address", "at"]
    )
    op.create_index("ix_handovers_utility_at", "handovers", ["utility", "at"])


def make_notes() -> None:
    op.create_table(
        "handover_notes",
        sa.Column("id", COUNTED, autoincrement=True, nullable=False),
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("handover", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_handover_notes"),
    )
    op.create_index("ix_handover_notes_utility_handover", "handover_notes", ["utility", "handover"])


def make_turns() -> None:
    op.create_table(
        "turns",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("inbound_id", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("intent", sa.String(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("also", sa.JSON(), nullable=False),
        sa.Column("expecting_before", sa.String(), nullable=True),
        sa.Column("expecting_after", sa.String(), nullable=True),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("effects", sa.JSON(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "inbound_id", name="pk_turns"),
    )
    op.create_index("ix_turns_utility_at", "turns", ["utility", "at"])


def carry_over(waiting: list[dict[str, object]]) -> None:
    """Whoever waited waits on, with the same place; each chat gets its name."""
    new = sa.table(
        "handovers", *(sa.column(name) for name in ("id", *CARRIED, "state", "outcome", "unanswered_since"))
    )
    rows = [
        {
            **row,
            "id": digest(f"{row['utility']}:{row['channel']}:{row['address']}"),
            "state": "waiting",
            "outcome": "",
            "unanswered_since": row["at"],
        }
        for row in waiting
    ]
    if rows:
        op.bulk_insert(new, rows)


def name_chats() -> None:
    """The name of a chat in addresses of pages: it tells nothing of the telephone."""
    op.add_column("conversations", sa.Column("ref", sa.String(), nullable=False, server_default=""))
    names = [sa.column(name) for name in ("utility", "channel", "address", "ref")]
    chats = sa.table("conversations", *names)
    bind = op.get_bind()
    found = bind.execute(sa.select(*chats.c[:3])).all()
    naming = (
        sa.update(chats)
        .where(*(column == sa.bindparam(f"of_{column.name}") for column in list(chats.c)[:3]))
        .values(ref=sa.bindparam("named"))
    )
    rows = [
        {"of_utility": u, "of_channel": c, "of_address": a, "named": digest(f"chat:{c}:{a}")}
        for u, c, a in found
    ]
    if rows:
        bind.execute(naming, rows)
    op.create_index("ix_conversations_utility_ref", "conversations", ["utility", "ref"])


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:REF_DIGITS]


def downgrade() -> None:
    op.drop_index("ix_conversations_utility_ref", "conversations")
    op.drop_column("conversations", "ref")
    open_ones = sa.text(
        "SELECT utility, channel, address, supply_number, at, why FROM handovers WHERE state <> 'closed'"
    )
    waiting = [dict(row._mapping) for row in op.get_bind().execute(open_ones)]
    for table in ("turns", "handover_notes", "handovers"):
        op.drop_table(table)
    op.create_table(
        "handovers",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "channel", "address", name="pk_handovers"),
    )
    if waiting:
        op.bulk_insert(sa.table("handovers", *(sa.column(name) for name in CARRIED)), waiting)
