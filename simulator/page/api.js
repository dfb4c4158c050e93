// The control API of the simulator.

export class Refused extends Error {
  constructor(status, reason) {
    super(reason);
    this.status = status;
  }
}

async function call(path, body) {
  const sent = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`/control/${path}`, sent);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer.error ?? response.statusText);
  return answer;
}

function chat(person, bot, action = "") {
  return `chats/${person}${action && `/${action}`}${bot && `?bot=${encodeURIComponent(bot)}`}`;
}

export const api = {
  people: () => call("people"),
  addPerson: (fields) => call("people", fields),
  bots: () => call("bots"),
  advance: (seconds) => call("clock", { advance: seconds }),
  state: (person, bot) => call(chat(person, bot)),
  act: (person, bot, action, body) => call(chat(person, bot, action), body),
  events: (person) => `/control/${chat(person, "", "events")}`,
};
