// The bot's keyboard below the input line.

import { ask } from "./dialogs.js";
import { $, el } from "./dom.js";
import { sharePlace } from "./place.js";
import { toast } from "./toast.js";

export class Keys {
  #shown = "";
  #open = true;

  constructor(session) {
    this.session = session;
    $("toggle-keys").addEventListener("click", () => this.#toggle());
    session.addEventListener("state", () => this.#update());
    session.addEventListener("person", () => (this.#shown = ""));
  }

  #update() {
    const { reply_keyboard: keyboard, started, blocked } = this.session.state;
    const usable = started && !blocked ? keyboard : null;
    const shown = JSON.stringify(usable);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#open = true;
    $("keys").replaceChildren(
      ...(usable?.keyboard ?? []).map((row) =>
        el(
          "div",
          { class: "keys-row" },
          row.map((key) => this.#key(key)),
        ),
      ),
    );
    $("keys").classList.toggle("tall", !usable?.resize_keyboard);
    this.#show(usable);
  }

  // A keyboard that the bot calls persistent cannot be put away.
  #show(keyboard) {
    $("keys").hidden = !keyboard || !this.#open;
    $("toggle-keys").hidden = !keyboard || Boolean(keyboard.is_persistent);
    $("toggle-keys").ariaExpanded = String(this.#open);
    $("words").placeholder = (this.#open && keyboard?.input_field_placeholder) || "Message";
  }

  #toggle() {
    this.#open = !this.#open;
    this.#show(this.session.state.reply_keyboard);
  }

  #key(key) {
    const icon = key.request_location ? "📍 " : key.request_contact ? "👤 " : "";
    return el(
      "button",
      { type: "button", class: "key", "data-style": key.style, onclick: () => this.#tapped(key) },
      icon,
      key.text,
    );
  }

  async #tapped(key) {
    if (!(await this.#done(key))) return;
    const keyboard = this.session.state.reply_keyboard;
    if (keyboard?.one_time_keyboard && this.#open) this.#toggle();
  }

  #done(key) {
    if (key.request_location) return sharePlace(this.session);
    if (key.request_contact) return shareContact(this.session);
    if (["request_poll", "request_users", "request_chat", "web_app"].some((kind) => key[kind]))
      return toast("Not a part of this simulator");
    return this.session.send(key.text);
  }
}

async function shareContact(session) {
  const content = el("p", {}, "The bot will see your name and telephone number.");
  const sure = await ask({ title: "Share your contact?", content, action: "Share" });
  return sure && session.act("attach", { kind: "contact" });
}
