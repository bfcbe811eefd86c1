// The inbox looks for what is new every few seconds, while somebody has it before them, and shows it without touching a field that somebody types in.
"use strict";
(() => {
  const EVERY = 10000;
  const log = document.querySelector("[data-log]");
  const tells = document.getElementById("tells");
  const text = document.getElementById("text");

  const atEnd = () => window.innerHeight + window.scrollY >= document.body.scrollHeight - 120;

  function renew(fresh) {
    for (const part of document.querySelectorAll("[data-live]")) {
      const other = fresh.getElementById(part.id);
      if (!other || other.innerHTML === part.innerHTML) continue;
      const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
      part.innerHTML = other.innerHTML;
      if (focused) [...part.querySelectorAll("[href]")].find((link) => link.getAttribute("href") === focused)?.focus();
      if (part.dataset.tells && tells) tells.textContent = part.dataset.tells;
    }
    const other = log && fresh.querySelector("[data-log]");
    if (!other) return;
    const known = new Map([...log.children].map((line) => [line.dataset.id, line]));
    const stays = atEnd();
    let added = false;
    for (const line of [...other.children]) {
      const mine = known.get(line.dataset.id);
      if (!mine) {
        log.querySelector(".none")?.remove();
        log.append(line);
        added = true;
        continue;
      }
      const [before, now] = [mine.querySelector(".state"), line.querySelector(".state")];
      if (before && now && before.textContent !== now.textContent) before.textContent = now.textContent;
      if (!mine.querySelector("details") && line.querySelector("details")) mine.append(line.querySelector("details"));
    }
    if (added && log.scrollHeight > log.clientHeight) log.scrollTop = log.scrollHeight;
    if (added && stays && document.activeElement === document.body) window.scrollTo(0, document.body.scrollHeight);
  }

  let tag = "";

  async function look() {
    if (document.hidden) return;
    const headers = { "X-Caudal-Look": "1", ...(tag && { "If-None-Match": tag }) };
    try {
      const answer = await fetch(location.pathname, { credentials: "same-origin", redirect: "manual", headers });
      // The session is over: nothing of anybody stays on the screen.
      if (answer.type === "opaqueredirect") location.reload();
      if (!answer.ok) return;
      tag = answer.headers.get("ETag") || "";
      renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // The next look may find the way again.
    }
  }

  for (const ready of document.querySelectorAll("[data-canned]")) {
    ready.addEventListener("click", (event) => {
      if (!text) return;
      event.preventDefault();
      text.value = text.value.trim() ? `${text.value.trim()}\n${ready.dataset.canned}` : ready.dataset.canned;
      text.focus();
    });
  }
  text?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) text.form.requestSubmit();
  });
  if (log) log.scrollTop = log.scrollHeight;
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
})();
