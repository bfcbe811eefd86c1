"""Photos and documents that came with a message: fetched from the provider when somebody of the staff opens one."""

from collections.abc import Mapping
from dataclasses import dataclass

from receivables.errors import Refused, Unknown
from receivables.model.audit import Act
from receivables.model.conversation import Media
from receivables.ports import Files
from receivables.usecases.entries import Facts, entry
from receivables.usecases.services import Services

LONGEST = 16 * 1024 * 1024
"""As much as WhatsApp lets anybody send."""
KINDS: Mapping[str, tuple[str, int, tuple[bytes, ...]]] = {
    "image/jpeg": ("jpg", 0, (b"\xff\xd8\xff",)),
    "image/png": ("png", 0, (b"\x89PNG\r\n\x1a\n",)),
    "image/webp": ("webp", 8, (b"WEBP",)),
    "application/pdf": ("pdf", 0, (b"%PDF-",)),
    "audio/ogg": ("ogg", 0, (b"OggS",)),
    "audio/amr": ("amr", 0, (b"#!AMR",)),
    "audio/mpeg": ("mp3", 0, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    "audio/mp4": ("m4a", 4, (b"ftyp",)),
    "video/mp4": ("mp4", 4, (b"ftyp",)),
    "video/3gpp": ("3gp", 4, (b"ftyp",)),
}
"""What may be opened: its ending, and how its content begins, from which byte on. What it says it is must be so."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as staff get it. `name` is ours: that of the sender may tell of anybody, and lead anywhere."""

    content: bytes
    content_type: str
    name: str


async def open_media(services: Services, files: Files, inbound_id: str, number: int, *, actor: str) -> Opened:
    """The file of that number, from one on, of a message; the record tells who opened it.

    Raises Unknown("unknown_media", "media_gone"), Refused("media_too_large", "media_kind_refused", "media_not_now").
    """
    async with services.units.reading() as unit:
        inbound = await unit.conversations.message(inbound_id)
    if inbound is None or not 1 <= number <= len(inbound.media):
        raise Unknown("unknown_media")
    media = inbound.media[number - 1]
    kind = _kind(media)
    if media.size is not None and media.size > LONGEST:
        raise Refused("media_too_large", most=LONGEST)
    content = await files.fetch(inbound.channel, media.reference, LONGEST)
    ending, start, signs = KINDS[kind]
    if not content.startswith(signs, start):
        raise Refused("media_kind_refused")
    async with services.units() as unit:
        at = await services.moment(unit)
        facts: Facts = {"inbound": inbound_id, "number": number, "kind": kind, "bytes": len(content)}
        await unit.audit.append([entry(at, actor, Act.DATA, inbound_id, "media_opened", facts=facts)])
    return Opened(content, kind, f"archivo-{number}.{ending}")


def _kind(media: Media) -> str:
    """Of what kind it says that it is, without what a sender may add to it. Raises Refused("media_kind_refused")."""
    kind = media.content_type.partition(";")[0].strip().lower()
    if kind not in KINDS:
        raise Refused("media_kind_refused")
    return kind
