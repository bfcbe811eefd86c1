"""Whether a webhook really comes from Twilio: its signature over our public address and what was sent."""

from collections.abc import Mapping
from typing import Any

from twilio.request_validator import RequestValidator

HEADER = "X-Twilio-Signature"


class Signature:
    """Checks against the configured public address: behind a proxy, what the server sees is another one."""

    def __init__(self, auth_token: str, public_url: str) -> None:
        self._validator = RequestValidator(auth_token)
        self._public_url = public_url.rstrip("/")

    def valid(self, path_and_query: str, content: Mapping[str, Any] | str, header: str | None) -> bool:
        """Whether the signature is right. Never raises, whatever a stranger sends.

        `path_and_query` as it stood in the request, not decoded. `content`: the form itself, with its repeated keys
        and empty values, or the text of a JSON body.
        """
        if not header or not header.isascii():
            return False
        try:
            return bool(self._validator.validate(self._public_url + path_and_query, content, header))
        except (
            Exception
        ):  # the library stumbles over files, ports and surrogates in many ways: none of them is signed
            return False
