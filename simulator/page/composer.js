// The input line.

import { $ } from "./dom.js";
import { summary } from "./media.js";

const TALLEST = 160;

export class Composer {
  #editing = null;

  constructor(session) {
    this.session = session;
    this.words = $("words");
    $("composer").addEventListener("submit", (event) => this.#submit(event));
    $("voice").addEventListener("click", () => session.act("attach", { kind: "voice" }));
    $("begin").addEventListener("click", () => this.#begin());
    $("stop-editing").addEventListener("click", () => this.edit(null));
    this.words.addEventListener("input", () => this.#fit());
    this.words.addEventListener("keydown", (event) => this.#key(event));
    session.addEventListener("person", () => this.#leave());
    session.addEventListener("state", () => this.#show());
  }

  get text() {
    return this.words.value;
  }

  // Writes into the line what she would have typed; whoever listens to her typing hears of it.
  put(text) {
    this.#write(text);
    this.words.focus();
  }

  #write(text) {
    this.words.value = text;
    this.words.dispatchEvent(new Event("input"));
  }

  edit(message) {
    const ended = this.#editing && !message;
    this.#editing = message;
    $("editing").hidden = !message;
    $("editing-was").textContent = message ? summary(message) : "";
    if (message || ended) this.put(message?.text ?? "");
  }

  #leave() {
    this.edit(null);
    this.#write("");
  }

  #key(event) {
    if (event.key === "Escape" && this.#editing) this.edit(null);
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    $("composer").requestSubmit();
  }

  async #submit(event) {
    event.preventDefault();
    const [text, edited] = [this.text, this.#editing];
    if (!text.trim()) return;
    this.edit(null);
    this.put("");
    const done = edited
      ? await this.session.act("edit", { message_id: edited.message_id, text })
      : await this.session.send(text);
    if (!done && !this.text) this.put(text);
  }

  #begin() {
    if (this.session.state.blocked) this.session.act("block", { blocked: false });
    else this.session.act("start");
  }

  #show() {
    const { bot, started, blocked, commands, messages } = this.session.state;
    const open = Boolean(bot.username) && started && !blocked;
    $("composer").hidden = !open;
    $("begin").hidden = open || !bot.username;
    $("begin").textContent = blocked ? "Unblock" : "Start";
    $("commands").hidden = !commands.length;
    const edited = this.#editing?.message_id;
    if (edited && !messages.some((message) => message.message_id === edited)) this.edit(null);
  }

  #fit() {
    const empty = !this.text.trim();
    $("send").hidden = empty;
    $("voice").hidden = !empty;
    $("commands").classList.toggle("short", Boolean(this.text));
    this.words.style.height = "";
    // While the line is empty or hidden its one row needs no measuring, and could not be measured.
    if (!empty) this.words.style.height = `${Math.min(this.words.scrollHeight, TALLEST)}px`;
  }
}
