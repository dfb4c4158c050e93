// All messages. A bubble is built anew only when its message has changed, so that open spoilers stay open.

import { messageNode } from "./bubble.js";
import { $, el } from "./dom.js";
import { Scroll } from "./scroll.js";

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });
const TOGETHER = 600;

export class History {
  #nodes = new Map();
  #newest = Infinity;

  constructor(session) {
    this.session = session;
    this.box = $("messages");
    this.scroll = new Scroll();
    session.addEventListener("person", () => this.#empty());
    session.addEventListener("state", () => this.#show());
  }

  #empty() {
    this.#nodes.clear();
    this.#newest = Infinity;
    this.box.replaceChildren();
    this.scroll.toEnd();
  }

  #show() {
    const { messages, bot } = this.session.state;
    const focused = document.activeElement;
    sync(this.box, [...this.#about(bot), ...messages.flatMap((message, at) => this.#row(messages, message, at))]);
    if (!focused.isConnected) refocus(focused);
    this.box.lastElementChild?.setAttribute("tabindex", 0);
    this.#announce(messages);
  }

  #announce(messages) {
    const fresh = messages.filter((message) => message.message_id > this.#newest);
    for (const { message_id: id } of fresh) $(`m${id}`).classList.add("fresh");
    this.scroll.shown(
      fresh.length,
      fresh.some((message) => this.#mine(message)),
    );
    this.#newest = messages.at(-1)?.message_id ?? 0;
  }

  #mine(message) {
    return message.from?.id === this.session.person.id;
  }

  #row(messages, message, at) {
    const [before, after] = [messages[at - 1], messages[at + 1]];
    const node = this.#node(`m${message.message_id}`, message, () => messageNode(message, this.#mine(message)));
    node.classList.toggle("first", !together(before, message));
    node.classList.toggle("last", !together(message, after));
    node.setAttribute("tabindex", -1);
    const day = dayOf(message);
    return before && dayOf(before) === day
      ? [node]
      : [this.#node(`d${day}`, day, () => el("div", { class: "day" }, day)), node];
  }

  #about(bot) {
    if (!bot.username) return [this.#node("about", "none", noBot)];
    return bot.description ? [this.#node("about", bot, () => description(bot))] : [];
  }

  #node(name, content, make) {
    const key = JSON.stringify(content);
    const known = this.#nodes.get(name);
    if (known?.key === key) return known.node;
    const node = make();
    this.#nodes.set(name, { key, node });
    return node;
  }
}

function dayOf(message) {
  return DAY.format(message.date * 1000);
}

function together(one, other) {
  return (
    one && other && one.from?.id === other.from?.id && other.date - one.date < TOGETHER && dayOf(one) === dayOf(other)
  );
}

function description(bot) {
  return el("div", { class: "about" }, el("b", {}, "What can this bot do?"), el("p", { dir: "auto" }, bot.description));
}

function noBot() {
  const address = el("code", {}, `${location.origin}/bot`);
  return el(
    "div",
    { class: "about" },
    el("b", {}, "No bot yet"),
    el("p", {}, "Start a bot whose Bot API address is ", address),
  );
}

function sync(box, wanted) {
  const kept = new Set(wanted);
  for (const node of [...box.children]) if (!kept.has(node)) node.remove();
  wanted.forEach((node, at) => box.children[at] === node || box.insertBefore(node, box.children[at] ?? null));
}

// The button that she has just pressed may stand in the new bubble too.
function refocus(lost) {
  const message = $(lost.closest(".message")?.id ?? "");
  const twin = [...(message?.querySelectorAll("[data-press]") ?? [])].find(
    (key) => key.dataset.press === lost.dataset.press,
  );
  (twin ?? message ?? $("history")).focus({ preventScroll: true });
}
