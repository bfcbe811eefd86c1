"""The auditor who does not trust the program: from the record and the ledger alone, by rules of his own.

Nothing here imports `receivables.model`, directly or through others: a fault in the rules that decided cannot be in
the rules that judge. Sources: the rules of the jurisdictions (ids as PE-CON-1) and the invariants (I-1 to I-32).
"""
