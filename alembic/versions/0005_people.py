"""Wishes and impediments of people, questions to named people, and what opens the program for staff."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EXACT = sa.Numeric().with_variant(sa.String(), "sqlite")


def upgrade() -> None:
    make_people()
    make_staff()
    carry_wishes_over()
    carry_holds_over()

    op.add_column("contacts", sa.Column("handle", sa.String(), nullable=False, server_default=""))
    op.add_column("contacts", sa.Column("source", sa.String(), nullable=False, server_default="feed"))
    op.create_index("ix_contacts_utility_handle", "contacts", ["utility", "handle"])
    op.add_column("bills", sa.Column("usual_m3", EXACT, nullable=True))
    op.add_column("users", sa.Column("localities", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("users", sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("users", sa.Column("valid_after", sa.DateTime(timezone=True), nullable=True))
    op.add_column("api_keys", sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("api_keys", sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_api_keys_utility_user", "api_keys", ["utility", "user"])


def make_people() -> None:
    op.create_table(
        "suppressions",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.String(), nullable=True),
        sa.Column("lifted_why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("utility", "subject", "at", name="pk_suppressions"),
    )
    op.create_table(
        "impediments",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.String(), nullable=True),
        sa.Column("lifted_why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("utility", "id", name="pk_impediments"),
    )
    op.create_index("ix_impediments_utility_scope_value", "impediments", ["utility", "scope", "value"])
    op.create_table(
        "approvals",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("votes", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "id", name="pk_approvals"),
    )
    op.create_index("ix_approvals_utility_matter_subject", "approvals", ["utility", "matter", "subject"])
    op.create_index("ix_approvals_utility_state_asked_at", "approvals", ["utility", "state", "asked_at"])
    op.create_table(
        "claim_offers",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("bill", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "bill", name="pk_claim_offers"),
    )
    op.create_table(
        "invitations",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("utility", "digest", name="pk_invitations"),
    )


def make_staff() -> None:
    op.create_table(
        "sessions",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("csrf", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("utility", "digest", name="pk_sessions"),
    )
    op.create_index("ix_sessions_utility_user", "sessions", ["utility", "user"])
    op.create_table(
        "one_time_tokens",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("utility", "digest", name="pk_one_time_tokens"),
    )
    op.create_index("ix_one_time_tokens_utility_family", "one_time_tokens", ["utility", "family"])
    op.create_table(
        "sign_in_failures",
        sa.Column("id", COUNTED, autoincrement=True, nullable=False),
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_failures"),
    )
    op.create_index("ix_sign_in_failures_utility_name", "sign_in_failures", ["utility", "name"])


def carry_wishes_over() -> None:
    """The two lists of those who may not be written to become one."""
    op.execute(
        "INSERT INTO suppressions (utility, subject, at, cause, source, lifted_at, lifted_by) "
        "SELECT utility, person, at, 'opted_out', source, undone_at, "
        "CASE WHEN undone_at IS NOT NULL THEN person END FROM opt_outs"
    )
    op.execute(
        "INSERT INTO suppressions (utility, subject, at, cause, source) SELECT utility, 'addr:' || address, at, "
        "CASE WHEN why IN ('blocked', 'wrong_person') THEN why ELSE 'invalid' END, why FROM suppressed"
    )
    op.drop_table("suppressed")
    op.drop_table("opt_outs")


def carry_holds_over() -> None:
    """What stood still until a moment stands still for its causes."""
    op.add_column("cases", sa.Column("holds", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("cases", sa.Column("drastic_by", sa.String(), nullable=True))
    cases = sa.table(
        "cases",
        *map(sa.column, ("utility", "supply_number")),
        sa.column("paused_until", sa.DateTime(timezone=True)),
        sa.column("holds", sa.JSON()),
    )
    paused = sa.select(cases.c.utility, cases.c.supply_number, cases.c.paused_until)
    for utility, supply, until in (
        op.get_bind().execute(paused.where(cases.c.paused_until.is_not(None))).all()
    ):
        this = (cases.c.utility == utility) & (cases.c.supply_number == supply)
        op.execute(cases.update().where(this).values(holds={"paid": aware(until).isoformat()}))
    with op.batch_alter_table("cases") as batch:
        batch.drop_column("paused_until")


def aware(moment: datetime) -> datetime:
    """SQLite gives moments in UTC back without their zone."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def downgrade() -> None:
    op.drop_index("ix_api_keys_utility_user", "api_keys")
    op.drop_index("ix_contacts_utility_handle", "contacts")
    for table, columns in (
        ("api_keys", ("revoked_at", "expires_at")),
        ("users", ("valid_after", "disabled_at", "localities")),
        ("bills", ("usual_m3",)),
        ("contacts", ("source", "handle")),
    ):
        for column in columns:
            op.drop_column(table, column)
    carry_holds_back()
    carry_wishes_back()
    for name in ("sign_in_failures", "one_time_tokens", "sessions"):
        op.drop_table(name)
    for name in ("invitations", "claim_offers", "approvals", "impediments", "suppressions"):
        op.drop_table(name)


def carry_holds_back() -> None:
    """The latest of the moments is what a case knew before."""
    op.add_column("cases", sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True))
    cases = sa.table(
        "cases",
        *map(sa.column, ("utility", "supply_number")),
        sa.column("paused_until", sa.DateTime(timezone=True)),
        sa.column("holds", sa.JSON()),
    )
    held = sa.select(cases.c.utility, cases.c.supply_number, cases.c.holds)
    for utility, supply, holds in op.get_bind().execute(held).all():
        if holds:
            until = max(datetime.fromisoformat(each) for each in holds.values())
            this = (cases.c.utility == utility) & (cases.c.supply_number == supply)
            op.execute(cases.update().where(this).values(paused_until=until.astimezone(UTC)))
    op.drop_column("cases", "drastic_by")
    op.drop_column("cases", "holds")


def carry_wishes_back() -> None:
    """Each subject as it stands now; the other causes become wishes, which is the safe side."""
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
    op.execute(
        "INSERT INTO opt_outs (utility, person, at, source, undone_at) "
        "SELECT utility, subject, at, source, lifted_at FROM suppressions AS s "
        "WHERE subject NOT LIKE 'addr:%' AND NOT EXISTS (SELECT 1 FROM suppressions AS later "
        "WHERE later.utility = s.utility AND later.subject = s.subject AND later.at > s.at)"
    )
    op.execute(
        "INSERT INTO suppressed (utility, address, at, why) "
        "SELECT utility, substr(subject, 6), min(at), min(cause) FROM suppressions "
        "WHERE subject LIKE 'addr:%' AND lifted_at IS NULL GROUP BY utility, subject"
    )
