// One message: its bubble, and the buttons below it.

import { el, icon } from "./dom.js";
import { rich } from "./entities.js";
import { inlineKeys } from "./inline.js";
import { kindOf, mediaOf, summary } from "./media.js";

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const EMOJI =
  /^(?:\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?(?:\u200D\p{Extended_Pictographic}\uFE0F?)*){1,3}$/u;

export function timeOf(seconds) {
  return CLOCK.format(seconds * 1000);
}

export function messageNode(message, mine) {
  const who = mine ? "You" : message.from.first_name;
  const side = `message ${mine ? "out" : "in"} ${message.has_protected_content ? "protected" : ""}`;
  const label = `${who}, ${timeOf(message.date)}${message.edit_date ? ", edited" : ""}`;
  return el(
    "article",
    { id: `m${message.message_id}`, class: side, "data-id": message.message_id, tabindex: -1, "aria-label": label },
    el("div", { class: "stack" }, bubble(message, mine), inlineKeys(message)),
  );
}

function bubble(message, mine) {
  const parts = [
    via(message),
    forwarded(message),
    quote(message),
    mediaOf(message),
    words(message),
    meta(message, mine),
  ];
  return el("div", { class: `bubble ${shape(message)}` }, parts);
}

function shape(message) {
  if (message.text && !message.entities && !message.reply_markup && EMOJI.test(message.text)) return "jumbo";
  return `of-${kindOf(message) ?? "text"} ${message.caption ? "captioned" : ""}`;
}

function words(message) {
  const text = message.text ?? message.caption;
  return text && el("div", { class: "text", dir: "auto" }, rich(text, message.entities ?? message.caption_entities));
}

function via({ via_bot: bot }) {
  return bot && el("div", { class: "origin" }, `via @${bot.username}`);
}

function forwarded({ forward_origin: origin }) {
  if (!origin) return null;
  const name = origin.sender_user?.first_name ?? origin.sender_user_name ?? (origin.sender_chat ?? origin.chat)?.title;
  return el("div", { class: "origin" }, `Forwarded from ${name ?? "somebody"}`);
}

function quote({ reply_to_message: replied }) {
  if (!replied) return null;
  const name = el("b", {}, replied.from?.first_name ?? "Message");
  return el(
    "button",
    { type: "button", class: "quote", "data-jump": replied.message_id },
    name,
    el("span", {}, summary(replied)),
  );
}

function meta(message, mine) {
  return el(
    "span",
    { class: "meta" },
    message.disable_notification && el("span", { title: "Came without a sound", class: "silent" }, icon("bell")),
    message.edit_date && "edited ",
    el("time", { datetime: new Date(message.date * 1000).toISOString() }, timeOf(message.date)),
    mine && icon("check"),
  );
}
