// Whose phone this is. The address says it, so that a reload and a second tab keep it: /#person=ID&bot=USERNAME.

import { api } from "./api.js";
import { $, avatar, el } from "./dom.js";
import { toast } from "./toast.js";

const LANGUAGES = new Intl.DisplayNames("en", { type: "language", fallback: "code" });
const WIDE = matchMedia("(min-width: 900px)");

export class People {
  #people = [];

  constructor(session) {
    this.session = session;
    $("open-drawer").addEventListener("click", () => this.#drawer(true));
    for (const id of ["close-drawer", "shade"]) $(id).addEventListener("click", () => this.#drawer(false));
    $("drawer").addEventListener("keydown", (event) => event.key === "Escape" && this.#drawer(false));
    $("add-person").addEventListener("submit", (event) => this.#add(event));
    WIDE.addEventListener("change", () => this.#drawer(false));
    addEventListener("hashchange", () => this.#openAddressed());
    addEventListener("focus", () => this.load());
    session.addEventListener("gone", () => this.load());
    session.addEventListener("state", () => this.#mark());
    this.#drawer(false);
  }

  async load() {
    try {
      const [people, bots] = await Promise.all([api.people(), api.bots()]);
      this.#people = people;
      this.#openAddressed();
      this.#show(bots);
    } catch (error) {
      toast(`The simulator does not answer: ${error.message}`, "problem");
    }
  }

  #openAddressed() {
    const address = new URLSearchParams(location.hash.slice(1));
    const person = this.#people.find(({ id }) => String(id) === address.get("person")) ?? this.#people[0];
    const bot = address.get("bot") ?? "";
    if (!person) return this.#drawer(true, false);
    const same = this.session.person?.id === person.id && this.session.bot === bot;
    if (!same) this.session.open(person, bot);
    this.#mark();
  }

  #show(bots) {
    $("people").replaceChildren(...this.#people.map((person) => this.#person(person)));
    $("bots").replaceChildren(...bots.map((bot) => this.#bot(bot)));
    $("bots-card").hidden = bots.length < 2;
    this.#mark();
  }

  #person({ id, first_name: name, language_code: language }) {
    return this.#row(name, `${LANGUAGES.of(language)} · ${language}`, id, { person: id });
  }

  #bot({ name, username }) {
    return this.#row(name, `@${username}`, username, { bot: username });
  }

  #row(title, text, seed, change) {
    const [[field, value]] = Object.entries(change);
    const words = el("span", { class: "row-text" }, el("b", {}, title), el("small", {}, text));
    const attributes = { type: "button", class: "row", [`data-${field}`]: value, onclick: () => this.#go(change) };
    return el("li", {}, el("button", attributes, avatar(el("span", { "aria-hidden": "true" }), title, seed), words));
  }

  #go(change) {
    const { person, bot } = this.session;
    const next = { ...(person && { person: person.id }), ...(bot && { bot }), ...change };
    this.#drawer(false);
    location.hash = new URLSearchParams(next);
  }

  #mark() {
    const bot = this.session.bot || this.session.state?.bot.username;
    const current = ({ dataset }) =>
      dataset.person === String(this.session.person?.id) || (dataset.bot && dataset.bot === bot);
    for (const row of document.querySelectorAll(".row")) row.ariaCurrent = current(row) ? "true" : null;
  }

  async #add(event) {
    event.preventDefault();
    const form = event.target;
    const person = await api
      .addPerson(Object.fromEntries(new FormData(form)))
      .catch((error) => toast(error.message, "problem"));
    if (!person) return;
    form.reset();
    form.parentElement.open = false;
    await this.load();
    this.#go({ person: person.id });
  }

  // On a wide window the list always stands beside the chat.
  #drawer(open, look = open) {
    const drawer = $("drawer");
    const over = open && !WIDE.matches;
    const back = !open && drawer.contains(document.activeElement);
    drawer.inert = !open && !WIDE.matches;
    drawer.classList.toggle("open", over);
    $("phone").inert = over;
    $("shade").hidden = !over;
    $("open-drawer").ariaExpanded = String(over);
    if (over) $("close-drawer").focus();
    if (back) $("open-drawer").focus();
    if (look) this.load();
  }
}
