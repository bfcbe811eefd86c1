"""For how long nothing presses whoever says something that a person has yet to look at: bounded, each of them.

How long a claim freezes its bill is no choice of a utility: that stands in the law (PE-CLM-3 to PE-CLM-5).
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Pauses:
    """`paid_hours`: after "ya pagué" with something shown, once for each bill. `proof_hours`: a queued cut waits so
    long for whoever looks for the proof. `late_claim_hours`: of a bill whose time to claim is over, once.

    `help_days`: for who cannot pay, or announces a complaint, unless a desk has answered before. `desk_days`: what was
    told in a chat (a death, a danger) is believed without a paper for so long. `agreement_again_days`: an agreement
    that came to nothing gives no second pause for so long (I-19).
    """

    paid_hours: int = 48
    proof_hours: int = 4
    late_claim_hours: int = 48
    help_days: int = 5
    desk_days: int = 30
    agreement_again_days: int = 90

    @property
    def paid(self) -> timedelta:
        """After "ya pagué"."""
        return timedelta(hours=self.paid_hours)

    @property
    def proof(self) -> timedelta:
        """Of a queued cut."""
        return timedelta(hours=self.proof_hours)

    @property
    def late_claim(self) -> timedelta:
        """Of a bill that is claimed too late."""
        return timedelta(hours=self.late_claim_hours)

    @property
    def help(self) -> timedelta:
        """For who cannot pay, or announces a complaint."""
        return timedelta(days=self.help_days)

    @property
    def desk(self) -> timedelta:
        """Until a desk has a paper, or has looked."""
        return timedelta(days=self.desk_days)

    @property
    def agreement_again(self) -> timedelta:
        """After an agreement that came to nothing."""
        return timedelta(days=self.agreement_again_days)
