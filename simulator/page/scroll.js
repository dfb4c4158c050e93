// Stays at the newest message unless she has scrolled up.

import { $ } from "./dom.js";

const NEAR = 60;

export class Scroll {
  #unread = 0;
  #atEnd = true;
  #top = 0;

  constructor() {
    this.box = $("history");
    this.button = $("down");
    this.box.addEventListener("scroll", () => this.#scrolled());
    this.button.addEventListener("click", () => this.box.scrollTo({ top: this.box.scrollHeight, behavior: "smooth" }));
    // Whatever grows or shrinks, a keyboard below or a quote that unfolds, must not push the newest message away.
    const watch = new ResizeObserver(() => (this.#atEnd ? this.toEnd() : this.#scrolled()));
    watch.observe(this.box);
    watch.observe($("messages"));
  }

  toEnd() {
    this.#atEnd = true;
    this.box.scrollTop = this.box.scrollHeight;
    this.#top = this.box.scrollTop;
    this.#show();
  }

  // The messages are as the page shows them now, `count` of them new; `mine` where she has written one of these.
  shown(count, mine) {
    if (mine || this.#atEnd) return this.toEnd();
    this.#unread += count;
    this.#show();
  }

  // Only a way up is hers: the end also moves away by itself when a message comes.
  #scrolled() {
    const top = this.box.scrollTop;
    const near = this.box.scrollHeight - top - this.box.clientHeight < NEAR;
    this.#atEnd = near || (this.#atEnd && top >= this.#top);
    this.#top = top;
    this.#show();
  }

  #show() {
    if (this.#atEnd) this.#unread = 0;
    this.button.hidden = this.#atEnd;
    this.button.dataset.unread = this.#unread || "";
    this.button.ariaLabel = `To the newest message${this.#unread ? `, ${this.#unread} new` : ""}`;
  }
}
