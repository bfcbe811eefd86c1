"""An e-mail's text as simple HTML, for programs that show nothing else: paragraphs, lists and links, no picture."""

import re
from html import escape

_LINK = re.compile(r"https?://[^\s<>\"]+")
STYLE = "font:16px/1.5 system-ui,sans-serif;color:#16313f;max-width:36rem;margin:0 auto;padding:1rem"


def as_html(text: str) -> str:
    """The same words; nothing is loaded from anywhere."""
    parts = "\n".join(_block(part) for part in text.split("\n\n") if part.strip())
    return (
        '<!doctype html>\n<html lang="es"><head><meta charset="utf-8"></head>\n'
        f'<body style="{STYLE}">\n{parts}\n</body></html>\n'
    )


def _block(part: str) -> str:
    return f"<p>{'<br>'.join(_linked(line) for line in part.splitlines())}</p>"


def _linked(line: str) -> str:
    plain: list[str] = []
    end = 0
    for link in _LINK.finditer(line):
        shown = escape(link[0], quote=True)
        plain += [escape(line[end : link.start()]), f'<a href="{shown}">{shown}</a>']
        end = link.end()
    return "".join([*plain, escape(line[end:])])
