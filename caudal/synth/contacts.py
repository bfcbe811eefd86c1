"""How people may be reached, and what they consented to: one row a channel and purpose."""

from dataclasses import dataclass

import numpy as np

from caudal.synth.arrays import Bools, Ints
from caudal.synth.billing import Calendar
from caudal.synth.people import People

CHANNELS = ("whatsapp", "telegram", "sms", "correo")
PURPOSES = ("servicio", "promo", "ninguno")
SERVICE, PROMO, NONE = range(3)
ORIGINS = ("formulario web", "ventanilla", "QR del recibo", "escribió primero", "")
_NO_ORIGIN = 4
_MAIL = 3
_CHANNEL_SHARE = (0.56, 0.20, 0.16, 0.08)
_SECOND_SHARE = (0.10, 0.15, 0.45, 0.30)
_KNOWN = 0.80  # of the supplies have a contact at all
_SECOND_CHANNEL = 0.25
# What people consented to: service only, both, promotions only, nothing.
_CONSENT_SHARE = (0.70, 0.14, 0.03, 0.13)
_HAVE_MAIL = 0.30
_CONSENT_DAYS = 900


@dataclass(frozen=True, slots=True)
class Contacts:
    """One element a row of the file; `consented` is 0 where nothing was consented to."""

    supply: Ints
    person: Ints
    channel: Ints
    purpose: Ints
    consented: Ints
    origin: Ints
    mail: Bools


def collect_contacts(people: People, calendar: Calendar, rng: np.random.Generator) -> Contacts:
    """Ask the people: their channels, and a consent that is the same in all of them and at all their supplies."""
    persons = len(people.names)
    consent = rng.choice(4, persons, p=_CONSENT_SHARE)
    first = rng.choice(4, persons, p=_CHANNEL_SHARE)
    second = rng.choice(4, persons, p=_SECOND_SHARE)
    has_second = (rng.random(persons) < _SECOND_CHANNEL) & (second != first)
    consented = calendar.cut - rng.integers(3, _CONSENT_DAYS, persons)
    known = np.flatnonzero(rng.random(people.contact.size) < _KNOWN)
    supply, channel_of = _with_second(known, people.contact, has_second)
    person = people.contact[supply]
    channel = np.where(channel_of == 0, first[person], second[person])
    rows, purpose = _by_purpose(consent[person])
    person, channel = person[rows], channel[rows]
    nothing = purpose == NONE
    origin = rng.choice(4, persons, p=[0.25, 0.40, 0.15, 0.20])[person]
    has_mail = rng.random(persons) < _HAVE_MAIL
    has_mail[person[channel == _MAIL]] = True
    return Contacts(
        supply=supply[rows],
        person=person,
        channel=channel,
        purpose=purpose,
        consented=np.where(nothing, 0, consented[person]),
        origin=np.where(nothing, _NO_ORIGIN, origin),
        mail=has_mail[person],
    )


def _with_second(known: Ints, contact: Ints, has_second: Bools) -> tuple[Ints, Ints]:
    """Each known supply once or twice in a row; and which of its channels (0, 1) the row is for."""
    times = 1 + has_second[contact[known]]
    supply = np.repeat(known, times)
    return supply, np.r_[0, (supply[1:] == supply[:-1]).astype(np.int64)] if supply.size else supply


def _by_purpose(consent: Ints) -> tuple[Ints, Ints]:
    """Two consents, two rows: positions to repeat, and the purpose of each row."""
    purposes = ((SERVICE,), (SERVICE, PROMO), (PROMO,), (NONE,))
    times = np.array([len(each) for each in purposes])[consent]
    rows = np.repeat(np.arange(consent.size), times)
    second = np.r_[False, rows[1:] == rows[:-1]] if rows.size else np.zeros(0, np.bool_)
    first_purpose = np.array([each[0] for each in purposes])[consent[rows]]
    return rows, np.where(second, PROMO, first_purpose)
