// The embedded chat: shows a message at once, sends it until it is known to have come (once, by its id), and looks now
// and then for what came by itself. The page is whole without this script; the server writes every line of it.
"use strict";
(() => {
  const REST_MS = 5000;
  const LONG_REST_MS = 20000;
  const IDLE_MS = 180000;
  const PAUSES_MS = [0, 1000, 3000];
  const PATIENCE_MS = 20000;
  const PATIENCE_FILE_MS = 120000;
  const OVERLAP = 8;
  const MOST_BYTES = 5 * 1024 * 1024;
  const SMALL_BYTES = 300 * 1024;
  const SIDE_PIXELS = 1600;

  const at = (id) => document.getElementById(id);
  const [log, lines, form, box, file, trouble, status] =
    ["log", "lines", "form", "message", "file", "trouble", "status"].map(at);
  const query = document.body.dataset.query;
  const say = JSON.parse(document.body.dataset.words);
  const and = `${query || "?"}${query && "&"}lang=${document.documentElement.lang.replace("-", "_")}&`;
  const place = `caudal${query}`;
  const waiting = [];
  let under = false;
  let lively = Date.now();

  const rest = (time) => new Promise((done) => setTimeout(done, time));
  const key = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  const known = () => [...lines.querySelectorAll("[data-id].line")].at(-OVERLAP)?.dataset.id ?? "";
  const words = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(Math.ceil(bytes / 104857.6) / 10).toFixed(1)} MB`);

  function tell(text) {
    if (trouble.textContent !== text) trouble.textContent = text;
    trouble.hidden = !text;
  }

  // What would be lost with the page: the text in the field, and messages that did not get through.
  function keep() {
    try {
      const unsent = waiting.filter((each) => !each.file).map(({ id, text, button, label }) => ({ id, text, button, label }));
      sessionStorage.setItem(place, JSON.stringify({ draft: box.value, unsent }));
    } catch {
      // A browser may not let us keep anything.
    }
  }

  function kept() {
    try {
      return JSON.parse(sessionStorage.getItem(place)) ?? {};
    } catch {
      return {};
    }
  }

  function point(words) {
    at("newer").textContent = words;
    at("newer").hidden = false;
  }

  // Lines are added without moving what somebody reads.
  function quietly(change) {
    const away = log.scrollTop < -60;
    const before = log.scrollHeight;
    const fresh = change();
    const grown = log.scrollHeight - before;
    const mine = !fresh.length || fresh.some((line) => line.classList.contains("me"));
    if (away && !mine) {
      log.scrollTop -= grown;
      point(say.newer);
      return;
    }
    // Of a long answer the beginning is read first.
    const first = fresh.find((line) => !line.classList.contains("me"));
    const tall = first ? log.getBoundingClientRect().bottom - first.getBoundingClientRect().top : 0;
    log.scrollTop = 0;
    if (first && tall >= 0) {
      const hidden = log.getBoundingClientRect().top - first.getBoundingClientRect().top;
      if (hidden > 0) {
        log.scrollTop = -hidden - 8;
        point(say.more);
      }
    }
  }

  function tidy() {
    at("empty")?.remove();
    const all = [...lines.querySelectorAll(".line")];
    const last = all.findLastIndex((line) => line.classList.contains("me"));
    const leave = all.slice(0, last).flatMap((line) => [...line.querySelectorAll(".choices")]);
    if (leave.some((row) => row.contains(document.activeElement))) log.focus({ preventScroll: true });
    leave.forEach((row) => row.remove());
  }

  const found = (line) => lines.querySelector(`[data-id="${CSS.escape(line.dataset.id)}"]`);

  // What was shown as being sent is the server's line from now on; it is not read aloud again.
  function confirm(here, line) {
    const state = here.querySelector(".state");
    if (!state) return;
    state.replaceWith(line.querySelector("time"));
    for (const part of [".hidden", ".file b", ".file small"]) {
      const theirs = line.querySelector(part);
      if (theirs) here.querySelector(part).textContent = theirs.textContent;
    }
  }

  // The server's lines overlap with those that are here: each new one goes where the server has it.
  function merge(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    quietly(() => {
      const fresh = [];
      const theirs = [...holder.content.children];
      const first = theirs.map(found).find(Boolean) ?? lines.querySelector(".waiting");
      let before = null;
      for (const line of theirs) {
        const here = found(line);
        if (here) {
          confirm(here, line);
          before = here;
          continue;
        }
        if (before) before.after(line);
        else lines.insertBefore(line, first);
        before = line;
        fresh.push(line);
      }
      if (fresh.length) tidy();
      return fresh;
    });
  }

  function renew({ log: html, panel }) {
    if (html) merge(html);
    const part = at("panel");
    if (part && panel && part.dataset.last !== panel) {
      if ("last" in part.dataset || part.innerHTML.trim() !== panel.trim()) part.innerHTML = panel;
      part.dataset.last = panel;
    }
  }

  function bubble(message) {
    const item = at("mine").content.cloneNode(true).firstElementChild;
    item.querySelector(".text").textContent = message.label;
    if (message.file) {
      const shown = item.querySelector(".file");
      shown.hidden = false;
      shown.querySelector("b").textContent = message.file.name;
      shown.querySelector("small").textContent = words(message.file.size);
    }
    item.querySelector(".again").addEventListener("click", () => {
      box.focus();
      pump();
    });
    quietly(() => {
      lines.append(item);
      tidy();
      return [item];
    });
    return item;
  }

  function send(message) {
    waiting.push({ id: key(), ...message });
    const mine = waiting.at(-1);
    mine.item = bubble(mine);
    lively = Date.now();
    keep();
    pump();
  }

  async function pump() {
    if (under) return;
    under = true;
    for (const each of waiting) mark(each, false);
    while (waiting.length) {
      at("dots").hidden = false;
      status.textContent = say.sending;
      if (!(await got(waiting[0]))) break;
      waiting.shift();
      keep();
    }
    at("dots").hidden = true;
    status.textContent = "";
    under = false;
  }

  function mark(message, failed) {
    message.item.classList.toggle("failed", failed);
    const state = message.item.querySelector(".state");
    if (state) state.textContent = failed ? say.not_sent : say.sending;
    message.item.querySelector(".again").hidden = !failed;
  }

  // Whether the message is done with: answered, or refused for good. It is told again under the same id until then.
  async function got(message) {
    for (const pause of PAUSES_MS) {
      await rest(pause);
      try {
        const answer = await post(message);
        if (answer.ok) {
          arrived(message, await answer.json());
          return true;
        }
        if (answer.status < 500 && answer.status !== 429) {
          refused(message, await answer.json().then((problem) => problem.detail, () => say.refused));
          return true;
        }
        if (!message.told) tell(say.no_answer);
      } catch {
        if (!message.told) tell(say.no_line);
      }
      if (!navigator.onLine) break;
    }
    for (const each of waiting) mark(each, true);
    message.told = true;
    tell(say.kept);
    return false;
  }

  function post({ id, text, button, file: attached }) {
    const signal = AbortSignal.timeout(attached ? PATIENCE_FILE_MS : PATIENCE_MS);
    const url = `/chat/messages${and}after=${encodeURIComponent(known())}`;
    if (!attached) {
      const body = JSON.stringify(button ? { id, button } : { id, text });
      return fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body, signal });
    }
    const body = new FormData();
    body.append("id", id);
    body.append("text", text);
    body.append("file", attached, attached.name);
    return fetch(url, { method: "POST", body, signal });
  }

  function arrived(message, answer) {
    tell("");
    const here = lines.querySelector(`[data-id="${CSS.escape(answer.id)}"]`);
    if (here) message.item.remove();
    else message.item.dataset.id = answer.id;
    message.item.classList.remove("waiting");
    message.item.querySelector(".again").remove();
    at("dots").hidden = true;
    renew(answer);
  }

  function refused(message, why) {
    message.item.remove();
    if (!message.button && !box.value) box.value = message.text;
    tell(why);
  }

  async function look() {
    try {
      const answer = await fetch(`/chat/updates${and}after=${encodeURIComponent(known())}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (answer.ok) renew(await answer.json());
    } catch {
      // The next look may find the way again.
    }
  }

  async function turns() {
    for (;;) {
      await rest(Date.now() - lively < IDLE_MS && !waiting.length ? REST_MS : LONG_REST_MS);
      if (document.hidden || under || !navigator.onLine) continue;
      await (waiting.length ? pump() : look());
    }
  }

  // A photo of a phone has ten times the bytes that somebody needs to read a receipt.
  async function smaller(given) {
    if (!given.type.startsWith("image/") || given.size <= SMALL_BYTES) return given;
    try {
      const picture = await createImageBitmap(given);
      const scale = Math.min(1, SIDE_PIXELS / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
      const name = `${given.name.replace(/\.[^.]*$/, "") || say.photo}.jpg`;
      return made && made.size < given.size ? new File([made], name, { type: made.type }) : given;
    } catch {
      return given;
    }
  }

  function choose() {
    const given = file.files[0];
    at("chosen").hidden = !given;
    if (given) at("chosen").querySelector("span").textContent = `${given.name}, ${words(given.size)}`;
    tell("");
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = box.value.trim();
    const given = file.files[0];
    if (!text && !given) return;
    box.value = "";
    file.value = "";
    choose();
    box.focus();
    const attached = given && (await smaller(given));
    if (attached?.size > MOST_BYTES) {
      box.value = box.value || text;
      tell(say.too_large);
      return;
    }
    send({ text, label: text, file: attached });
  });

  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  box.addEventListener("input", keep);
  file.addEventListener("change", choose);
  at("drop").addEventListener("click", () => {
    file.value = "";
    choose();
    box.focus();
  });

  lines.addEventListener("click", (event) => {
    const button = event.target.closest(".choice");
    if (!button) return;
    event.preventDefault();
    const byKeyboard = event.detail === 0;
    send({ button: button.value, label: button.textContent });
    // Under a thumb the field would open the keyboard that nobody asked for.
    (byKeyboard ? box : log).focus({ preventScroll: true });
  });

  at("newer").addEventListener("click", () => {
    log.scrollTop = 0;
    at("newer").hidden = true;
    log.focus({ preventScroll: true });
  });
  log.addEventListener("scroll", () => {
    if (log.scrollTop > -60) at("newer").hidden = true;
  });

  for (const each of document.querySelectorAll(".demo form")) {
    each.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = each.querySelector("button");
      if (button.hasAttribute("aria-busy")) return;
      button.setAttribute("aria-busy", "true");
      tell("");
      try {
        const answer = await fetch(each.action, { method: "POST" });
        if (!answer.ok) tell(await answer.json().then((problem) => problem.detail, () => say.not_done));
        await look();
        if (answer.ok) status.textContent = `${each.dataset.done} ${at("today") ? `Hoy es ${at("today").textContent}.` : ""}`;
      } catch {
        tell(say.try_again);
      }
      button.removeAttribute("aria-busy");
    });
  }

  addEventListener("offline", () => tell(say.offline));
  addEventListener("online", () => {
    tell("");
    pump();
    look();
  });
  document.addEventListener("visibilitychange", () => document.hidden || under || look());

  const wide = matchMedia("(width >= 60rem)");
  const unfold = () => at("side") && wide.matches && (at("side").open = true);
  wide.addEventListener("change", unfold);
  unfold();
  const { draft, unsent } = kept();
  if (draft && !box.value) box.value = draft;
  for (const each of unsent ?? []) waiting.push({ ...each, item: bubble(each) });
  if (waiting.length) pump();
  turns();
})();
