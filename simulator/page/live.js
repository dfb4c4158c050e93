// Follows the changes of one person's chats.

const RETRY = 1000;

export class Live {
  #source = null;
  #timer = 0;

  // `changed` also runs after each connection: what happened before it was not heard.
  constructor(url, changed, lost) {
    Object.assign(this, { url, changed, lost });
    this.#connect();
  }

  close() {
    clearTimeout(this.#timer);
    this.#source.close();
  }

  #connect() {
    const source = (this.#source = new EventSource(this.url));
    source.onopen = () => this.changed();
    source.onmessage = () => this.changed();
    source.onerror = () => this.#failed(source);
  }

  // The browser's own retry waits long, and ends for good when the restarted server does not know the person.
  #failed(source) {
    source.close();
    this.lost();
    this.#timer = setTimeout(() => this.#connect(), RETRY);
  }
}
