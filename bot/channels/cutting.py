"""A text that is too long for one message, cut into several at line ends where there are any."""


def units(text: str) -> int:
    """The length in UTF-16 units, as messengers count."""
    return len(text.encode("utf-16-le", "replace")) // 2


def parts(text: str, longest: int) -> list[str]:
    """The text in parts of at most so many units; at least one part."""
    found: list[str] = []
    while units(text) > longest:
        head = text.encode("utf-16-le", "replace")[: 2 * longest].decode("utf-16-le", "ignore")
        cut = head.rfind("\n") if "\n" in head.strip() else len(head)
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [part for part in (*found, text) if part] or [text]
