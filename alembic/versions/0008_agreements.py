"""Agreements made in the chat."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "made_agreements",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=False),
        sa.Column("down_due_on", sa.Date(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seal", sa.String(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "number", name="pk_made_agreements"),
    )
    op.create_index(
        "ix_made_agreements_utility_supply_number", "made_agreements", ["utility", "supply_number"]
    )
    op.create_index(
        "ix_made_agreements_utility_stage_number", "made_agreements", ["utility", "stage", "number"]
    )


def downgrade() -> None:
    """What is in force leaves the ledger with them: without its terms nobody could tell what it stands for."""
    op.execute(
        "DELETE FROM instalments WHERE EXISTS (SELECT 1 FROM made_agreements AS m"
        " WHERE m.utility = instalments.utility AND m.number = instalments.agreement)"
    )
    op.execute(
        "DELETE FROM agreements WHERE EXISTS (SELECT 1 FROM made_agreements AS m"
        " WHERE m.utility = agreements.utility AND m.number = agreements.number)"
    )
    op.drop_table("made_agreements")
