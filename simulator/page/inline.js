// The keyboard below a bubble, and what its buttons do.

import { tell } from "./dialogs.js";
import { el, icon } from "./dom.js";
import { outside, safeUrl } from "./links.js";
import { toast } from "./toast.js";

export function inlineKeys({ reply_markup: markup }) {
  const rows = markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return el(
    "div",
    { class: "inline-keys", role: "group", "aria-label": "Buttons of this message" },
    rows.map((row) => el("div", { class: "inline-row" }, row.map(key))),
  );
}

function key(button) {
  const label = el("span", { class: "inline-label" }, button.text);
  const look = { class: "inline-key", title: button.text, "data-style": button.style };
  if (button.url) return el("a", { ...look, ...outside(safeUrl(button.url) ?? "#") }, label, icon("out"));
  return el("button", { ...look, type: "button", ...doing(button) }, label, button.copy_text && icon("copy"));
}

function doing(button) {
  if (button.callback_data) return { "data-press": button.callback_data };
  if (button.copy_text) return { "data-copy": button.copy_text.text };
  const query = button.switch_inline_query_current_chat ?? button.switch_inline_query;
  return query === undefined ? { disabled: true } : { "data-query": query };
}

// The button turns until the bot answers, as on a phone; a second press meanwhile does nothing.
export async function press(session, button, open) {
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  const message_id = Number(button.closest(".message").dataset.id);
  const answer = await session.act("press", { message_id, data: button.dataset.press });
  button.ariaBusy = "false";
  if (answer?.url) open(answer.url);
  if (answer?.text) say(session, answer);
}

function say(session, { text, show_alert: alert }) {
  if (alert) tell(session.state.bot.name, text);
  else toast(text);
}
