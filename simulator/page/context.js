// The menu of a bubble: right click, long press, or Enter on it; arrow keys lead from bubble to bubble.

import { ask } from "./dialogs.js";
import { $, el } from "./dom.js";
import { openMenu } from "./menus.js";
import { copy } from "./toast.js";

const LONG_PRESS = 500;
const SLACK = 10;

export function listenToBubbles(session, composer) {
  const history = $("history");
  const open = (bubble, at) => openMenu(at, "Message", entriesFor(bubble, session, composer));
  history.addEventListener("contextmenu", (event) => {
    const bubble = event.target.closest(".message");
    if (!bubble) return;
    event.preventDefault();
    open(bubble, { x: event.clientX, y: event.clientY });
  });
  history.addEventListener("keydown", (event) => {
    if (!event.target.matches(".message")) return;
    if (event.key === "Enter") {
      // Else the same key would choose the first entry too.
      event.preventDefault();
      open(event.target, corner(event.target));
    } else walk(event);
  });
  // Safari sends no contextmenu for a long press.
  onLongPress(history, open);
}

function corner(bubble) {
  const box = bubble.querySelector(".bubble").getBoundingClientRect();
  return { x: box.left, y: Math.min(box.bottom, innerHeight) };
}

function walk(event) {
  const bubbles = [...document.querySelectorAll(".message")];
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const next = step && bubbles[bubbles.indexOf(event.target) + step];
  if (!step) return;
  event.preventDefault();
  next?.focus();
}

function onLongPress(box, open) {
  let timer = 0;
  let start = null;
  const end = () => clearTimeout(timer);
  box.addEventListener("pointerdown", (event) => {
    const bubble = event.pointerType === "touch" && event.target.closest(".message");
    if (!bubble) return;
    start = { x: event.clientX, y: event.clientY };
    timer = setTimeout(() => open(bubble, start), LONG_PRESS);
  });
  box.addEventListener("pointermove", (event) => {
    if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > SLACK) end();
  });
  for (const name of ["pointerup", "pointercancel", "scroll"]) box.addEventListener(name, end);
}

function entriesFor(bubble, session, composer) {
  const message = session.state.messages.find((one) => one.message_id === Number(bubble.dataset.id));
  const mine = message?.from?.id === session.person.id;
  const text = String(getSelection()) || message?.text || message?.caption;
  return [
    text && !message.has_protected_content && { icon: "copy", label: "Copy", act: () => copy(text) },
    mine && message.text && { icon: "edit", label: "Edit", act: () => composer.edit(message) },
    { icon: "delete", label: "Delete", danger: true, act: () => remove(session, Number(bubble.dataset.id)) },
    { icon: "clear", label: "Clear chat", danger: true, act: () => clearChat(session) },
  ];
}

async function remove(session, id) {
  const content = el("p", {}, "It goes for the bot too.");
  const sure = await ask({ title: "Delete message", content, action: "Delete", danger: true });
  if (sure) session.act("delete", { message_ids: [id] });
}

export async function clearChat(session) {
  const content = el("p", {}, "All messages go on this phone; the bot keeps its copies.");
  if (await ask({ title: "Clear chat", content, action: "Clear", danger: true })) session.act("clear");
}
