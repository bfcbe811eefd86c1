"""What an account of Twilio holds beside messages, in memory: contents with their approval, numbers, senders."""

import json
import re
from typing import Any

from tests.bot.channels.twilio.server import SID, Answer, Call, as_json, refused

Json = dict[str, Any]
ACCOUNT = f"/2010-04-01/Accounts/{SID}"


class Holdings:
    """Answers for one account. `changes` counts what was created or changed."""

    def __init__(self) -> None:
        self.contents: list[Json] = []
        self.approvals: dict[str, Json] = {}
        self.numbers: list[Json] = []
        self.senders: list[Json] | None = []
        self.refuses: Answer | None = None
        self.changes: list[tuple[str, Json]] = []

    def hold(self, name: str, types: Json, variables: Json, **more: Any) -> str:
        """A content that is there already; its sid."""
        sid = f"HX{len(self.contents) + 1:032d}"
        made = {"sid": sid, "friendly_name": name, "types": types, "variables": variables}
        self.contents.append({**made, "date_created": "2026-01-01T00:00:00Z", **more})
        return sid

    def __call__(self, call: Call) -> Answer | None:
        changing = call.method == "POST"
        if changing and self.refuses is not None and not call.path.endswith("Messages.json"):
            return self.refuses
        if call.path == "/v1/Content":
            return self._make(json.loads(call.body)) if changing else self._list(call)
        if found := re.fullmatch(r"/v1/Content/(HX\d+)/ApprovalRequests(/whatsapp)?", call.path):
            return self._ask(found[1], json.loads(call.body)) if changing else self._asked(found[1])
        if found := re.fullmatch(rf"{ACCOUNT}/IncomingPhoneNumbers(?:/(\w+))?\.json", call.path):
            return self._number(found[1], call) if changing else self._numbers(call)
        if found := re.fullmatch(r"/v2/Channels/Senders(?:/(\w+))?", call.path):
            return self._of_senders(found[1], call)
        return None

    def _list(self, call: Call) -> Answer:
        """Two at a time, whatever was asked for: the rest is on the next page."""
        page = int(call.query.get("Page", 0))
        following = f"https://content.twilio.com/v1/Content?PageSize=2&Page={page + 1}"
        more = len(self.contents) > 2 * page + 2
        meta = {"key": "contents", "next_page_url": following if more else None}
        return as_json({"contents": self.contents[2 * page : 2 * page + 2], "meta": meta})

    def _make(self, given: Json) -> Answer:
        self.changes.append(("content", given))
        sid = self.hold(
            given["friendly_name"], given["types"], given["variables"], language=given["language"]
        )
        return as_json(next(each for each in self.contents if each["sid"] == sid), 201)

    def _ask(self, sid: str, given: Json) -> Answer:
        self.changes.append(("approval", given))
        self.approvals[sid] = {**given, "status": "received"}
        return as_json(self.approvals[sid], 201)

    def _asked(self, sid: str) -> Answer:
        if sid not in self.approvals:
            return refused(404, 20404)
        return as_json({"sid": sid, "whatsapp": self.approvals[sid]})

    def _numbers(self, call: Call) -> Answer:
        found = [each for each in self.numbers if each["phone_number"] == call.query["PhoneNumber"]]
        return as_json({"incoming_phone_numbers": found, "next_page_uri": None})

    def _number(self, sid: str, call: Call) -> Answer:
        (number,) = (each for each in self.numbers if each["sid"] == sid)
        self.changes.append(("number", call.form))
        number.update(sms_url=call.form["SmsUrl"], sms_method=call.form["SmsMethod"])
        return as_json(number)

    def _of_senders(self, sid: str | None, call: Call) -> Answer:
        if self.senders is None:
            return refused(404, 20404)
        if sid is None:
            return as_json({"senders": self.senders, "meta": {"key": "senders", "next_page_url": None}})
        (sender,) = (each for each in self.senders if each["sid"] == sid)
        self.changes.append(("sender", json.loads(call.body)))
        sender.update(json.loads(call.body))
        return as_json(sender, 202)
