"""The day's openings, counted by the channel's portfolio: all numbers of a utility share them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

CHANNELS = ("whatsapp", "telegram", "sms", "correo")


def upgrade() -> None:
    """What each number opened counts on; an address that several opened counts once, from the last time."""
    for channel in CHANNELS:
        names = {"of": channel, "those": f"{channel}:%", "shared": f"portfolio:{channel}"}
        for statement in (
            "insert into openings (utility, sender, opened, at) select utility, :shared, opened, max(at)"
            " from openings where sender = :of or sender like :those group by utility, opened",
            "delete from openings where sender = :of or sender like :those",
        ):
            op.execute(
                sa.text(statement).bindparams(**{k: v for k, v in names.items() if f":{k}" in statement})
            )


def downgrade() -> None:
    """Which number opened whom is not known any more: what was opened stands under a name that nobody reads."""
