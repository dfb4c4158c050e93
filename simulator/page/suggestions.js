// Above the input line: the bot's commands while she types "/", its inline results while she types "@bot query".

import { api } from "./api.js";
import { $, arrows, el } from "./dom.js";
import { toast } from "./toast.js";

const PAUSE = 350;

export class Suggestions {
  #timer = 0;
  #asked = 0;

  constructor(session, composer) {
    Object.assign(this, { session, composer, box: $("suggestions"), words: $("words") });
    this.words.addEventListener("input", () => this.#typed(composer.text));
    this.words.addEventListener("keydown", (event) => this.#key(event));
    $("commands").addEventListener("click", () => this.#menu());
    session.addEventListener("person", () => this.#show([]));
    arrows(this.box, "button", () => this.#close());
    document.addEventListener("pointerdown", (event) => event.target.closest(".foot") || this.#show([]));
  }

  #typed(text) {
    clearTimeout(this.#timer);
    this.#asked += 1;
    const query = this.#query(text);
    if (query !== null) this.#timer = setTimeout(() => this.#ask(query), PAUSE);
    else this.#show(/^\/\w*$/.test(text) ? this.#commands(text.slice(1)) : []);
  }

  #query(text) {
    const name = `@${this.session.state?.bot.username} `;
    return text.toLowerCase().startsWith(name.toLowerCase()) ? text.slice(name.length) : null;
  }

  #commands(start) {
    const found = this.session.state.commands.filter(({ command }) => command.startsWith(start.toLowerCase()));
    return found.map(({ command, description }) =>
      entry("command", `/${command}`, description, () => {
        this.composer.put("");
        this.session.send(`/${command}`);
      }),
    );
  }

  async #ask(query) {
    const asked = this.#asked;
    this.#show([el("p", { class: "hint", role: "status" }, "The bot is asked…")]);
    const { person, bot } = this.session;
    const results = await api
      .act(person.id, bot, "inline", { query })
      .catch((error) => toast(error.message, "problem") ?? []);
    if (asked === this.#asked)
      this.#show(results.length ? results.map(result) : [el("p", { class: "hint" }, "No results")]);
  }

  #menu() {
    const open = $("commands").ariaExpanded === "true";
    this.#show(open ? [] : this.#commands(""));
    this.box.querySelector("button")?.focus();
  }

  #key(event) {
    if (event.key === "Escape") this.#show([]);
    if (this.box.hidden || !["ArrowUp", "Tab"].includes(event.key) || event.shiftKey) return;
    const entries = this.box.querySelectorAll("button");
    event.preventDefault();
    entries[event.key === "Tab" ? 0 : entries.length - 1]?.focus();
  }

  #close() {
    this.#show([]);
    this.words.focus();
  }

  #show(entries) {
    this.box.replaceChildren(...entries);
    this.box.hidden = !entries.length;
    $("commands").ariaExpanded = String(!this.box.hidden);
  }
}

function entry(kind, title, text, onclick) {
  return el(
    "button",
    { type: "button", role: "menuitem", class: kind, onclick },
    el("b", {}, title),
    el("span", {}, text),
  );
}

// The control API cannot send a result, so that choosing one only says so.
function result({ title, description, type, input_message_content: content }) {
  const text = description ?? content?.message_text ?? "";
  return entry("result", title ?? type, text, () => toast("Results are only shown here; they cannot be sent"));
}
