"""Twilio's content templates: list, create, fetch, ask for approval; and the text that one makes with its variables."""

import json
import re
from collections.abc import Mapping

from caudal.bench.standin.web import Reply, Request, as_json

ONE = re.compile(r"^/v1/Content/(HX\w+)$")
APPROVAL = re.compile(r"^/v1/Content/(HX\w+)/ApprovalRequests(/whatsapp)?$")
GAP = re.compile(r"\{\{(\w+)\}\}")
MADE = "2024-01-01T00:00:00Z"
Json = dict[str, object]


class Contents:
    """The templates of an account. What is asked for is approved at once, unless its name says otherwise."""

    def __init__(self) -> None:
        self._all: dict[str, Json] = {}
        self._approvals: dict[str, Json] = {}

    def answer(self, request: Request) -> Reply:
        """What the content API answers."""
        path = request.path
        if path == "/v1/Content" and request.method == "POST":
            return self._create(request.json())
        if path in ("/v1/Content", "/v1/ContentAndApprovals"):
            return self._list(request, approvals=path.endswith("Approvals"))
        if (found := APPROVAL.match(path)) is not None and found[1] in self._all:
            return self._ask(found[1], request.json()) if request.method == "POST" else self._asked(found[1])
        if (found := ONE.match(path)) is not None and found[1] in self._all:
            if request.method == "DELETE":
                del self._all[found[1]]
                return Reply(204)
            return as_json(self._all[found[1]])
        return as_json({"code": 20404, "message": "not found", "more_info": "", "status": 404}, 404)

    def text(self, sid: str, variables: str) -> str:
        """What a person reads; of a template that nobody made, its id and variables."""
        given = json.loads(variables or "{}")
        if sid not in self._all:
            return " ".join([sid, *map(str, given.values())]) if sid else ""
        types = self._all[sid]["types"]
        bodies = [each.get("body", "") for each in types.values()] if isinstance(types, dict) else [""]
        return GAP.sub(lambda gap: str(given.get(gap[1], "")), str(bodies[0]))

    def _create(self, given: Json) -> Reply:
        if not given.get("types") or not given.get("language"):
            return as_json({"code": 20001, "message": "bad content", "more_info": "", "status": 400}, 400)
        sid = f"HX{len(self._all) + 1:032x}"
        links = {"approval_fetch": f"/v1/Content/{sid}/ApprovalRequests"}
        kept = {"friendly_name": None, "variables": {}, **given}
        self._all[sid] = {
            **kept, "sid": sid, "account_sid": "AC1", "date_created": MADE, "date_updated": MADE,
            "url": f"/v1/Content/{sid}", "links": links,
        }  # fmt: skip
        return as_json(self._all[sid], 201)

    def _list(self, request: Request, *, approvals: bool) -> Reply:
        size, page = int(request.query.get("PageSize", 50)), int(request.query.get("Page", 0))
        every = list(self._all.values())
        shown = every[page * size : (page + 1) * size]
        if approvals:
            shown = [
                each | {"approval_requests": self._approvals.get(str(each["sid"]), {})} for each in shown
            ]
        more = len(every) > (page + 1) * size
        host = request.headers.get("host", "")
        following = f"http://{host}{request.path}?PageSize={size}&Page={page + 1}&PageToken=PA1"
        meta: Json = {"key": "contents", "page": page, "page_size": size, "url": request.path}
        meta |= {"next_page_url": following if more else None, "previous_page_url": None}
        return as_json({"contents": shown, "meta": meta})

    def _ask(self, sid: str, given: Mapping[str, object]) -> Reply:
        name = str(given.get("name", ""))
        state = "rejected" if "rejected" in name else "pending" if "pending" in name else "approved"
        self._approvals[sid] = {
            "name": name, "category": given.get("category"), "content_type": "twilio/text", "status": state,
            "rejection_reason": "INVALID_FORMAT" if state == "rejected" else "", "allow_category_change": True,
        }  # fmt: skip
        return as_json({**self._approvals[sid], "status": "received"}, 201)

    def _asked(self, sid: str) -> Reply:
        whatsapp = self._approvals.get(sid, {"status": "unsubmitted"})
        url = f"/v1/Content/{sid}/ApprovalRequests"
        return as_json({"sid": sid, "account_sid": "AC1", "whatsapp": whatsapp, "url": url})
