// Whose phone this is, and what her chat shows. Tells "state" after each change and "person" after a switch.

import { api } from "./api.js";
import { Live } from "./live.js";
import { toast } from "./toast.js";

export class Session extends EventTarget {
  person = null;
  bot = "";
  state = null;
  online = true;
  #live = null;
  #loading = null;
  #again = false;

  open(person, bot = "") {
    this.#live?.close();
    Object.assign(this, { person, bot, state: null });
    this.dispatchEvent(new Event("person"));
    this.#live = new Live(
      api.events(person.id),
      () => this.refresh(),
      () => this.#offline(),
    );
    return this.refresh();
  }

  // Changes that come while one look is under way share the next look.
  refresh() {
    this.#again = true;
    this.#loading ??= this.#load().finally(() => (this.#loading = null));
    return this.#loading;
  }

  // Does what the person does; null where the simulator refuses, which the person is told.
  async act(action, body = {}) {
    try {
      return await api.act(this.person.id, this.bot, action, body);
    } catch (error) {
      toast(error.message, "problem");
      return null;
    }
  }

  send(text) {
    return this.act("send", { text });
  }

  async #load() {
    while (this.#again) {
      this.#again = false;
      await this.#look(this.person, this.bot);
    }
  }

  async #look(person, bot) {
    try {
      const state = await api.state(person.id, bot);
      if (person === this.person && bot === this.bot) this.#show(state);
    } catch (error) {
      if (error.status === 404) this.dispatchEvent(new Event("gone"));
      this.#offline();
    }
  }

  #show(state) {
    this.online = true;
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }

  #offline() {
    this.online = false;
    if (this.state) this.dispatchEvent(new Event("state"));
  }
}
