"""One-time codes, and what a chat proved with them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OF_CHATS = (
    ("strong_until", sa.DateTime(timezone=True), None),
    ("strong_by", sa.String(), ""),
    ("supplies", sa.JSON(), "[]"),
    ("reached", sa.JSON(), "[]"),
    ("locale", sa.String(), ""),
)
PROVED = {
    "sqlite": "UPDATE conversations SET supplies = json_array(supply_number)",
    "postgresql": "UPDATE conversations SET supplies = json_build_array(supply_number)",
}
LINKED = " WHERE identity <> 'none' AND supply_number IS NOT NULL"


def upgrade() -> None:
    for name, kind, default in OF_CHATS:
        op.add_column(
            "conversations", sa.Column(name, kind, nullable=default is None, server_default=default)
        )
    # A chat that is linked has proved that supply.
    op.execute(PROVED[op.get_bind().dialect.name] + LINKED)
    op.create_table(
        "one_time_codes",
        sa.Column("id", COUNTED, autoincrement=True, nullable=False),
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_one_time_codes"),
    )
    op.create_index(
        "ix_one_time_codes_utility_supply_number_id",
        "one_time_codes",
        ["utility", "supply_number", "id"],
    )


def downgrade() -> None:
    op.drop_table("one_time_codes")
    for name, _, _ in reversed(OF_CHATS):
        op.drop_column("conversations", name)
