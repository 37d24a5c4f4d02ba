// Renews the parts of a page that changed. The server says what they are; nothing is computed here.
"use strict";

const stage = document.querySelector("[data-events]");
const lost = document.getElementById("lost");
let stream = null;

function renew(name, html) {
  const part = document.querySelector(`[data-part="${name}"]`);
  if (!part) return;
  const kept = (which, what) => new Map([...part.querySelectorAll(which)].map((one) => [one.id, what(one)]));
  const before = kept("details[id]", (one) => one.open);
  const typed = kept("input[id]", (one) => [one.value, one.checked]);
  const focus = part.contains(document.activeElement) ? document.activeElement.id : "";
  const wasGreen = part.querySelector("#readme:not([open])") !== null;
  part.innerHTML = html;
  for (const one of part.querySelectorAll("details[id]")) {
    if (before.has(one.id) && !(one.id === "readme" && wasGreen === one.open)) {
      one.open = before.get(one.id);
    }
  }
  for (const one of part.querySelectorAll("input[id]")) {
    if (typed.has(one.id)) [one.value, one.checked] = typed.get(one.id);
  }
  document.getElementById(focus)?.focus({ preventScroll: true });
  prepare();
}

function take(event) {
  const state = JSON.parse(event.data);
  lost.hidden = true;
  document.title = state.title;
  const say = document.getElementById("say");
  if (say && say.textContent !== state.say) say.textContent = state.say;
  for (const [name, html] of Object.entries(state.parts)) renew(name, html);
  runWhatIsDue();
}

// A run that nobody has to ask for: the page was loaded, or app.py was saved while nobody looked.
function runWhatIsDue() {
  const form = document.querySelector("form[data-due]");
  if (form && !document.hidden) {
    form.removeAttribute("data-due");
    fetch(form.action, { method: "POST", redirect: "manual" }).catch(() => {});
  }
}

// A browser has six connections for one server: what nobody sees lets go of its own.
function connect() {
  stream?.close();
  stream = null;
  if (!stage || document.hidden) return;
  stream = new EventSource(stage.dataset.events);
  stream.addEventListener("state", take);
  stream.addEventListener("open", () => { lost.hidden = true; });
  stream.addEventListener("error", () => {
    lost.hidden = false;
    if (stream?.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
  });
}

function prepare() {
  for (const button of document.querySelectorAll("[data-copies]")) {
    button.hidden = !navigator.clipboard;
  }
  tick();
}

// The clock of a pair; when its time is up, the border and the words say so, and nothing beeps.
function tick() {
  const pair = document.querySelector("[data-since]");
  if (!pair) return;
  const passed = (Date.now() / 1000 - Number(pair.dataset.since)) / 60;
  const minutes = Number(pair.dataset.minutes) || 0;
  pair.querySelector(".minutes").textContent =
    minutes ? `${Math.floor(Math.min(passed, minutes))} of ${minutes} min` : `${Math.floor(passed)} min`;
  const bar = pair.querySelector("progress");
  if (bar) bar.value = Math.min(passed, minutes);
  if (minutes && passed >= minutes && !pair.dataset.asked) {
    pair.dataset.asked = "yes";
    connect(); // the server says whose turn it is now
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = "Copy"; }, 2000);
});

document.addEventListener("visibilitychange", connect);
window.addEventListener("pagehide", () => stream?.close());
window.addEventListener("pageshow", connect);
setInterval(tick, 1000);
prepare();
