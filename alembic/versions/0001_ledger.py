"""The ledger: what the commercial system gives, and what is posted since."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feeds",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("cut_date", sa.Date(), nullable=False),
        sa.Column("payments_through", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("utility", name="pk_feeds"),
    )
    op.create_table(
        "supplies",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=False),
        sa.Column("old_code", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("locality", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("cycle", sa.String(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("route_order", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("meter_number", sa.String(), nullable=False),
        sa.Column("latitude", sa.Numeric().with_variant(sa.String(), "sqlite"), nullable=True),
        sa.Column("longitude", sa.Numeric().with_variant(sa.String(), "sqlite"), nullable=True),
        sa.Column("continuity", sa.Boolean(), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("protection_reason", sa.String(), nullable=False),
        sa.Column("obstacle", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "supply_number", name="pk_supplies"),
    )
    op.create_table(
        "contacts",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint(
            "utility", "supply_number", "channel", "purpose", "person", name="pk_contacts"
        ),
    )
    op.create_index("ix_contacts_utility_email", "contacts", ["utility", "email"])
    op.create_index("ix_contacts_utility_phone", "contacts", ["utility", "phone"])
    op.create_table(
        "bills",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("consumption_m3", sa.Numeric().with_variant(sa.String(), "sqlite"), nullable=False),
        sa.Column("water", sa.BigInteger(), nullable=False),
        sa.Column("sewer", sa.BigInteger(), nullable=False),
        sa.Column("fixed_charge", sa.BigInteger(), nullable=False),
        sa.Column("interest", sa.BigInteger(), nullable=False),
        sa.Column("other", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "number", name="pk_bills"),
    )
    op.create_index(
        "ix_bills_owing",
        "bills",
        ["utility", "supply_number", "due_on", "balance"],
        sqlite_where=sa.text("balance > 0"),
        postgresql_where=sa.text("balance > 0"),
    )
    op.create_index("ix_bills_utility_supply_number_due_on", "bills", ["utility", "supply_number", "due_on"])
    op.create_table(
        "payments",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("bill", sa.String(), nullable=True),
        sa.Column("in_feed", sa.Boolean(), nullable=False),
        sa.Column("reversed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "operation", name="pk_payments"),
    )
    op.create_index(
        "ix_payments_utility_supply_number_in_feed", "payments", ["utility", "supply_number", "in_feed"]
    )
    op.create_table(
        "settlements",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "operation", name="pk_settlements"),
    )
    op.create_table(
        "claims",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("bill", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "number", name="pk_claims"),
    )
    op.create_index("ix_claims_utility_supply_number", "claims", ["utility", "supply_number"])
    op.create_table(
        "agreements",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("down_payment", sa.BigInteger(), nullable=False),
        sa.Column("instalments", sa.Integer(), nullable=False),
        sa.Column("tea", sa.Numeric().with_variant(sa.String(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "number", name="pk_agreements"),
    )
    op.create_index("ix_agreements_utility_supply_number", "agreements", ["utility", "supply_number"])
    op.create_table(
        "instalments",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "agreement", "number", name="pk_instalments"),
    )
    op.create_table(
        "rfm_cuts",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("recency_2", sa.Date(), nullable=False),
        sa.Column("recency_3", sa.Date(), nullable=False),
        sa.Column("recency_4", sa.Date(), nullable=False),
        sa.Column("recency_5", sa.Date(), nullable=False),
        sa.Column("frequency_2", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("frequency_3", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("frequency_4", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("frequency_5", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("monetary_2", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("monetary_3", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("monetary_4", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("monetary_5", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("recency_tied", sa.Boolean(), nullable=False),
        sa.Column("frequency_tied", sa.Boolean(), nullable=False),
        sa.Column("monetary_tied", sa.Boolean(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "as_of", name="pk_rfm_cuts"),
    )
    op.create_table(
        "rfm_scores",
        sa.Column("utility", sa.String(), nullable=False),
        sa.Column("supply_number", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("utility", "supply_number", "as_of", name="pk_rfm_scores"),
    )


def downgrade() -> None:
    op.drop_table("rfm_scores")
    op.drop_table("rfm_cuts")
    op.drop_table("instalments")
    op.drop_table("agreements")
    op.drop_table("claims")
    op.drop_table("settlements")
    op.drop_table("payments")
    op.drop_table("bills")
    op.drop_table("contacts")
    op.drop_table("supplies")
    op.drop_table("feeds")
