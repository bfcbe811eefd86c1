"""People who write and people who work here, campaigns, and the clock of a demo."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("expecting", sa.String(), nullable=True),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("wrong_tries", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("with_person", sa.Boolean(), nullable=False),
        sa.Column("last_inbound_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("utility", "channel", "address", name="pk_conversations"),
    )
    op.create_index("ix_conversations_utility_supply_number", "conversations", ["utility", "supply_number"])
    op.create_table(
        "inbound_messages",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("button", sa.String(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inbound_messages"),
        sa.UniqueConstraint("utility", "message_id", name="uq_inbound_messages_utility_message_id"),
    )
    op.create_index(
        "ix_inbound_messages_unanswered",
        "inbound_messages",
        ["utility", "received_at"],
        sqlite_where=sa.text("answered_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.create_index(
        "ix_inbound_messages_utility_channel_address", "inbound_messages", ["utility", "channel", "address"]
    )
    op.create_index(
        "ix_inbound_messages_utility_channel_id", "inbound_messages", ["utility", "channel", "id"]
    )
    op.create_table(
        "wrong_tries",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wrong_tries"),
    )
    op.create_index("ix_wrong_tries_utility_supply_number", "wrong_tries", ["utility", "supply_number"])
    op.create_table(
        "opt_outs",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("utility", "person", name="pk_opt_outs"),
    )
    op.create_table(
        "suppressed",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "address", name="pk_suppressed"),
    )
    op.create_table(
        "handovers",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "channel", "address", name="pk_handovers"),
    )
    op.create_table(
        "campaigns",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "id", name="pk_campaigns"),
    )
    op.create_table(
        "campaign_plans",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("campaign", sa.JSON(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("withheld", sa.JSON(), nullable=False),
        sa.Column("held_out", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("utility", "id", name="pk_campaign_plans"),
    )
    op.create_table(
        "occurrences",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("utility", "plan", "due_at", name="pk_occurrences"),
    )
    op.create_table(
        "users",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password_digest", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("utility", "name", name="pk_users"),
    )
    op.create_table(
        "api_keys",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("utility", "digest", name="pk_api_keys"),
    )
    op.create_table(
        "running_clocks",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("simulated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("real_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("utility", name="pk_running_clocks"),
    )


def downgrade() -> None:
    op.drop_table("running_clocks")
    op.drop_table("api_keys")
    op.drop_table("users")
    op.drop_table("occurrences")
    op.drop_table("campaign_plans")
    op.drop_table("campaigns")
    op.drop_table("handovers")
    op.drop_table("suppressed")
    op.drop_table("opt_outs")
    op.drop_table("wrong_tries")
    op.drop_table("inbound_messages")
    op.drop_table("conversations")
