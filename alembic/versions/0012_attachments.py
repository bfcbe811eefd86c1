"""Files that came with messages and that no provider keeps."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachments",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("utility", "reference", name="pk_attachments"),
    )
    op.create_index(
        "ix_attachments_utility_channel_address", "attachments", ["utility", "channel", "address"]
    )


def downgrade() -> None:
    op.drop_table("attachments")
