// The bot's name, what it is doing, and the menu of the chat.

import { clearChat } from "./context.js";
import { ask, tell } from "./dialogs.js";
import { $, avatar, el, icon } from "./dom.js";
import { deepLink } from "./links.js";
import { summary } from "./media.js";
import { menuOf } from "./menus.js";
import { sharePlace } from "./place.js";
import { jumpTo } from "./taps.js";

export function startHeader(session) {
  session.addEventListener("state", () => show(session));
  $("profile").addEventListener("click", () => profile(session));
  $("pinned").addEventListener("click", () => jumpTo($("pinned").dataset.id));
  menuOf($("more"), "Chat", () => entries(session));
}

function show({ state: { bot, typing, messages, pinned }, online }) {
  for (const id of ["profile", "more"]) $(id).disabled = false;
  document.title = bot.name;
  $("bot-name").textContent = bot.name;
  $("profile").ariaLabel = `About ${bot.name}`;
  avatar($("avatar"), bot.name, bot.username);
  $("status").textContent = !online ? "connecting…" : typing ? "typing…" : "bot";
  $("status").classList.toggle("busy", typing && online);
  showPinned(messages.find((message) => message.message_id === pinned.at(-1)));
}

function showPinned(message) {
  const bar = $("pinned");
  bar.hidden = !message;
  if (!message) return;
  bar.dataset.id = message.message_id;
  bar.replaceChildren(
    el("span", {}, el("b", {}, "Pinned message"), el("span", { class: "pinned-text" }, summary(message))),
    icon("pin"),
  );
}

function entries(session) {
  const blocked = session.state?.blocked;
  return [
    { icon: "info", label: "About the bot", act: () => profile(session) },
    { icon: "link", label: "Open a deep link", act: () => openLink(session) },
    { icon: "location", label: "Share a location", act: () => sharePlace(session) },
    { icon: "clear", label: "Clear chat", act: () => clearChat(session) },
    {
      icon: "block",
      label: blocked ? "Unblock the bot" : "Block the bot",
      danger: !blocked,
      act: () => session.act("block", { blocked: !blocked }),
    },
  ];
}

async function openLink(session) {
  const { username } = session.state.bot;
  const field = el("input", { name: "link", autocomplete: "off", autofocus: true, placeholder: "payload" });
  const content = el("label", {}, `What follows https://t.me/${username}?start=, or the whole link`, field);
  const fields = await ask({ title: "Open a deep link", content, action: "Open" });
  if (!fields) return;
  const link = fields.link.trim();
  session.act("start", deepLink(link, username) ?? { payload: link });
}

function profile(session) {
  const { name, username, short_description: short, description } = session.state.bot;
  const line = (label, text) => text && [el("dt", {}, label), el("dd", { dir: "auto" }, text)];
  const lines = [line("Username", username && `@${username}`), line("About", short), line("Description", description)];
  tell(name, el("dl", {}, lines.flat().filter(Boolean)));
}
