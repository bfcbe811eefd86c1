"""What is done about debts: cases, messages, work orders, and the record of all of it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = ("case_moves", "audit_entries")


def seal(table: str) -> None:
    """Make the database refuse to change or remove rows: this is the evidence of what was done."""
    if op.get_bind().dialect.name == "sqlite":
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


def make_refusal() -> None:
    """The function that PostgreSQL's triggers call."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END$$"
        )


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("notices", sa.JSON(), nullable=False),
        sa.Column("promise", sa.JSON(), nullable=True),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("utility", "supply_number", name="pk_cases"),
    )
    op.create_index("ix_cases_utility_step_supply_number", "cases", ["utility", "step", "supply_number"])
    op.create_table(
        "case_notices",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "key", name="pk_case_notices"),
    )
    op.create_table(
        "case_moves",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("policy_version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_case_moves"),
    )
    op.create_index("ix_case_moves_utility_supply_number", "case_moves", ["utility", "supply_number"])
    op.create_table(
        "outbox",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("message", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("supply_number", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("notice", sa.String(), nullable=True),
        sa.Column("campaign", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("served_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("utility", "key", name="uq_outbox_utility_key"),
    )
    op.create_index("ix_outbox_in_turn", "outbox", ["utility", "state", "turn", "not_before", "id"])
    op.create_index("ix_outbox_utility_address_state", "outbox", ["utility", "address", "state"])
    op.create_index("ix_outbox_utility_person", "outbox", ["utility", "person"])
    op.create_index("ix_outbox_utility_supply_number", "outbox", ["utility", "supply_number"])
    op.create_table(
        "work_orders",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=False),
        sa.Column("debt", sa.BigInteger(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("operator", sa.String(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "id", name="pk_work_orders"),
    )
    op.create_index("ix_work_orders_utility_supply_number", "work_orders", ["utility", "supply_number"])
    op.create_table(
        "audit_entries",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("policy_version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entries"),
    )
    op.create_index("ix_audit_entries_utility_act", "audit_entries", ["utility", "act"])
    op.create_index("ix_audit_entries_utility_subject", "audit_entries", ["utility", "subject"])

    make_refusal()
    for table in APPEND_ONLY:
        seal(table)


def downgrade() -> None:
    op.drop_table("audit_entries")
    op.drop_table("work_orders")
    op.drop_table("outbox")
    op.drop_table("case_moves")
    op.drop_table("case_notices")
    op.drop_table("cases")

    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change")
