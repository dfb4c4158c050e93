// The clock of the simulator, which goes forward at a click.

import { api } from "./api.js";
import { $ } from "./dom.js";
import { toast } from "./toast.js";

const SHOWN = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const TICK = 5000;
const HOUR = 3600;

let ahead = 0;

export function startClock(session) {
  for (const button of document.querySelectorAll("[data-hours]")) {
    button.addEventListener("click", () => advance(session, Number(button.dataset.hours)));
  }
  setInterval(show, TICK);
  // Somebody else may have moved the clock meanwhile.
  session.addEventListener("person", () => move(0));
}

async function advance(session, hours) {
  if (await move(hours * HOUR)) toast(`It is now ${$("now").textContent}`);
  session.refresh();
}

async function move(seconds) {
  const clock = await api.advance(seconds).catch((error) => toast(error.message, "problem"));
  if (!clock) return false;
  ahead = clock.now * 1000 - Date.now();
  show();
  return true;
}

function show() {
  $("now").textContent = SHOWN.format(Date.now() + ahead);
}
