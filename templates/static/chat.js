// The embedded chat: sends what is written or pressed, shows what comes back, and asks now and then for more.

const REST_MS = 5000;
const supply = document.body.dataset.supply;
const query = supply ? `?supply=${encodeURIComponent(supply)}` : "";
const timeZone = document.body.dataset.zone;
const log = document.getElementById("log");
const form = document.getElementById("form");
const box = document.getElementById("message");
const trouble = document.getElementById("trouble");
const panel = document.getElementById("panel");
const shown = new Set();
let latest = "";
let day = "";
let busy = false;

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function clock(moment) {
  return new Date(moment).toLocaleTimeString("es-PE", { hour: "2-digit", minute: "2-digit", timeZone });
}

function dayOf(moment) {
  return new Date(moment).toLocaleDateString("es-PE", { weekday: "long", day: "numeric", month: "long", timeZone });
}

function bubble(line) {
  const item = element("li", `line ${line.from}`);
  const said = element("div", "bubble");
  said.append(element("span", "hidden", line.from === "me" ? "Usted: " : "Asistente: "));
  said.append(element("span", "text", line.text));
  if (line.at) {
    const time = element("time", "", clock(line.at));
    time.dateTime = line.at;
    said.append(time);
  }
  item.append(said);
  return item;
}

function choices(buttons) {
  const row = element("div", "choices");
  for (const { id, label } of buttons) {
    const button = element("button", "choice", label);
    button.type = "button";
    button.addEventListener("click", () => send({ button: id }, label));
    row.append(button);
  }
  return row;
}

function add(line) {
  if (shown.has(line.id)) return;
  shown.add(line.id);
  latest = line.id;
  log.querySelectorAll(".line.passing").forEach((item) => item.remove());
  if (line.from === "me") log.querySelectorAll(".choices").forEach((row) => row.remove());
  if (dayOf(line.at) !== day) {
    day = dayOf(line.at);
    log.append(element("li", "day", day));
  }
  const item = bubble(line);
  if (line.buttons?.length) item.append(choices(line.buttons));
  log.append(item);
}

function toTheEnd() {
  log.scrollTop = log.scrollHeight;
}

function passing(text) {
  log.querySelectorAll(".choices").forEach((row) => row.remove());
  const mine = bubble({ from: "me", text });
  const waiting = element("li", "line bot passing");
  const dots = element("div", "bubble dots");
  dots.append(element("span", "hidden", "El asistente está escribiendo"), element("i"), element("i"), element("i"));
  waiting.append(dots);
  mine.classList.add("passing");
  log.append(mine, waiting);
  toTheEnd();
}

async function problemOf(answer) {
  try {
    return (await answer.json()).detail;
  } catch {
    return "No se pudo enviar. Intente otra vez.";
  }
}

function tell(text) {
  trouble.textContent = text;
  trouble.hidden = !text;
}

async function send(message, text) {
  if (busy) return;
  busy = true;
  tell("");
  passing(text);
  try {
    const answer = await fetch(`/chat/messages${query}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(message),
    });
    if (!answer.ok) tell(await problemOf(answer));
  } catch {
    tell("No hay conexión. Intente otra vez.");
  }
  await refresh();
  log.querySelectorAll(".line.passing").forEach((item) => item.remove());
  busy = false;
}

async function readLines() {
  const after = `${query ? "&" : "?"}after=${encodeURIComponent(latest)}`;
  const answer = await fetch(`/chat/messages${query}${after}`);
  if (!answer.ok) return;
  const { messages } = await answer.json();
  const fresh = messages.filter((line) => !shown.has(line.id));
  fresh.forEach(add);
  if (fresh.length) toTheEnd();
}

async function readPanel() {
  if (!panel) return;
  const answer = await fetch(`/chat/panel${query}`);
  if (answer.ok) panel.innerHTML = await answer.text();
}

async function refresh() {
  try {
    await Promise.all([readLines(), readPanel()]);
  } catch {
    // The next round tries again.
  }
}

function control(id, path) {
  const button = document.getElementById(id);
  button?.addEventListener("click", async () => {
    button.disabled = true;
    button.setAttribute("aria-busy", "true");
    tell("");
    try {
      const answer = await fetch(`${path}${query}`, { method: "POST" });
      if (!answer.ok) tell(await problemOf(answer));
    } catch {
      tell("No hay conexión. Intente otra vez.");
    }
    await refresh();
    button.disabled = false;
    button.removeAttribute("aria-busy");
  });
}

function grow() {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 120)}px`;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = box.value.trim();
  if (!text || busy) return;
  box.value = "";
  grow();
  send({ text }, text);
  box.focus();
});

box.addEventListener("input", grow);
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

const rest = document.getElementById("rest");
if (rest) rest.open = matchMedia("(width >= 60rem)").matches;

control("next-day", "/chat/next-day");
control("post-payment", "/chat/payment");
JSON.parse(document.body.dataset.transcript).forEach(add);
toTheEnd();
setInterval(() => document.hidden || busy || refresh(), REST_MS);
