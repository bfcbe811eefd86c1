"""The seals of the papers of agreements: each paper that was given out is found by what is printed on it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_seals",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "seal", name="pk_paper_seals"),
    )
    # Of an agreement that was changed before, the first paper is not known any more.
    op.execute(
        "INSERT INTO paper_seals (utility, seal, agreement, version)"
        " SELECT utility, seal, number, version FROM made_agreements WHERE seal <> ''"
        " ON CONFLICT DO NOTHING"
    )


def downgrade() -> None:
    op.drop_table("paper_seals")
