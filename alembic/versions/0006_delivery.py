"""Messages that never go twice: codes, costs and failures of each, and what all dispatchers share."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OF_OUTBOX = (
    ("code", sa.String(), None),
    ("template", sa.String(), None),
    ("category", sa.String(), None),
    ("segments", sa.Integer(), "0"),
    ("cost", sa.BigInteger(), "0"),
    ("error", sa.String(), None),
    ("tried", sa.JSON(), "[]"),
)
UNSERVED = "notice IS NOT NULL AND state IN ('sent', 'unknown', 'failed', 'expired', 'withheld')"


def upgrade() -> None:
    widen_outbox()
    widen_inbound()
    make_shared()
    make_callbacks()


def only_where(condition: str) -> dict[str, sa.TextClause]:
    """Of a partial index."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def widen_outbox() -> None:
    for name, kind, default in OF_OUTBOX:
        op.add_column("outbox", sa.Column(name, kind, nullable=default is None, server_default=default))
    # Receipts answer what a person did, as replies do: nothing that we begin is before them.
    op.execute("UPDATE outbox SET turn = 0 WHERE kind = 'receipt'")
    op.create_index("ix_outbox_coded", "outbox", ["utility", "code"], **only_where("code IS NOT NULL"))
    op.create_index(
        "ix_outbox_gone_out", "outbox", ["utility", "sent_at"], **only_where("sent_at IS NOT NULL")
    )
    op.create_index("ix_outbox_unserved", "outbox", ["utility", "id"], **only_where(UNSERVED))


def widen_inbound() -> None:
    op.add_column("inbound_messages", sa.Column("media", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("inbound_messages", sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("inbound_messages", sa.Column("looked_by", sa.String(), nullable=True))
    op.add_column("inbound_messages", sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
    op.drop_index("ix_inbound_messages_unanswered", "inbound_messages")
    op.drop_index("ix_inbound_messages_utility_channel_address", "inbound_messages")
    op.create_index(
        "ix_inbound_messages_unanswered",
        "inbound_messages",
        ["utility", "channel", "address", "id", "received_at"],
        **only_where("answered_at IS NULL"),
    )
    op.create_index(
        "ix_inbound_messages_dead",
        "inbound_messages",
        ["utility", "answered_at"],
        **only_where("problem <> '' AND looked_at IS NULL"),
    )
    op.create_index(
        "ix_inbound_messages_utility_channel_address_received_at",
        "inbound_messages",
        ["utility", "channel", "address", "received_at"],
    )
    op.drop_index("ix_wrong_tries_utility_supply_number", "wrong_tries")
    op.create_index(
        "ix_wrong_tries_utility_supply_number_at", "wrong_tries", ["utility", "supply_number", "at"]
    )


def make_shared() -> None:
    op.create_table(
        "sender_rates",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("next_at", sa.Double(), nullable=False),
        sa.Column("rest_until", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "sender", name="pk_sender_rates"),
    )
    op.create_table(
        "openings",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("opened", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("utility", "sender", "opened", name="pk_openings"),
    )
    op.create_index("ix_openings_utility_sender_at", "openings", ["utility", "sender", "at"])
    op.create_table(
        "halts",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "subject", name="pk_halts"),
    )
    op.create_table(
        "alarms",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("utility", "kind", "subject", name="pk_alarms"),
    )
    op.create_table(
        "message_templates",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("content_sid", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("utility", "channel", "name", "locale", name="pk_message_templates"),
    )
    op.create_table(
        "heartbeats",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("program", sa.String(), nullable=False),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "program", "worker", name="pk_heartbeats"),
    )


def make_callbacks() -> None:
    op.create_table(
        "status_callbacks",
        sa.Column("id", COUNTED, autoincrement=True, nullable=False),
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("outbox_id", sa.BigInteger(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name="pk_status_callbacks"),
        sa.UniqueConstraint(
            "utility", "provider_id", "told", "code", name="uq_status_callbacks_utility_provider_id_told_code"
        ),
    )
    op.create_index(
        "ix_status_callbacks_unapplied",
        "status_callbacks",
        ["utility", "attempts", "id"],
        **only_where("applied_at IS NULL"),
    )
    op.create_index("ix_status_callbacks_utility_outbox_id", "status_callbacks", ["utility", "outbox_id"])


def downgrade() -> None:
    for name in ("status_callbacks", "heartbeats", "message_templates"):
        op.drop_table(name)
    for name in ("alarms", "halts", "openings", "sender_rates"):
        op.drop_table(name)
    op.drop_index("ix_wrong_tries_utility_supply_number_at", "wrong_tries")
    op.create_index("ix_wrong_tries_utility_supply_number", "wrong_tries", ["utility", "supply_number"])
    for name in ("utility_channel_address_received_at", "dead", "unanswered"):
        op.drop_index(f"ix_inbound_messages_{name}", "inbound_messages")
    op.create_index(
        "ix_inbound_messages_unanswered",
        "inbound_messages",
        ["utility", "received_at"],
        **only_where("answered_at IS NULL"),
    )
    op.create_index(
        "ix_inbound_messages_utility_channel_address", "inbound_messages", ["utility", "channel", "address"]
    )
    for column in ("attempts", "looked_by", "looked_at", "media"):
        op.drop_column("inbound_messages", column)
    for name in ("unserved", "gone_out", "coded"):
        op.drop_index(f"ix_outbox_{name}", "outbox")
    op.execute("UPDATE outbox SET turn = 1 WHERE kind = 'receipt'")
    for column, _, _ in reversed(OF_OUTBOX):
        op.drop_column("outbox", column)
