// What happens when she taps something inside the chat.

import { $ } from "./dom.js";
import { reveal } from "./entities.js";
import { press } from "./inline.js";
import { deepLink, safeUrl } from "./links.js";
import { copy, toast } from "./toast.js";

export function listenToTaps(session, composer) {
  const history = $("history");
  const open = (url) => follow(session, url) || (safeUrl(url) && window.open(safeUrl(url), "_blank", "noopener"));
  history.addEventListener("click", (event) => tapped(event, session, composer, open));
  history.addEventListener("keydown", asClick);
}

// What is a button only by its role has no click of its own on Enter and Space.
function asClick(event) {
  if (event.target.role !== "button" || !["Enter", " "].includes(event.key)) return;
  event.preventDefault();
  event.target.click();
}

function tapped(event, session, composer, open) {
  const hidden = event.target.closest(".spoiler:not(.open)");
  const target = event.target.closest(
    "[data-press], [data-command], [data-copy], [data-query], [data-jump], a[href], .expandable",
  );
  if (hidden) {
    event.preventDefault();
    reveal(hidden);
  } else if (target?.href) {
    if (follow(session, target.href)) event.preventDefault();
  } else if (target) act(target, session, composer, open);
}

function act(target, session, composer, open) {
  const { command, copy: copied, query, jump } = target.dataset;
  if (target.matches(".expandable")) unfold(target);
  else if (command) session.send(command);
  else if (copied) copy(copied);
  else if (jump) jumpTo(jump);
  else if (query !== undefined) composer.put(`@${session.state.bot.username} ${query}`);
  else press(session, target, open);
}

function unfold(quote) {
  const fold = quote.querySelector(".fold");
  // A drag that selects words is no tap.
  if (getSelection().isCollapsed) fold.ariaExpanded = String(fold.ariaExpanded !== "true");
}

// True for an address of this bot: it opens here, with its payload.
function follow(session, url) {
  const link = deepLink(url, session.state.bot.username);
  if (link?.payload) session.act("start", link);
  else if (link) toast("You are in this chat already");
  return Boolean(link);
}

export function jumpTo(id) {
  const node = $(`m${id}`);
  if (!node) return toast("This message is gone");
  node.scrollIntoView({ block: "center" });
  node.classList.add("shown");
  node.addEventListener("animationend", () => node.classList.remove("shown"), { once: true });
}
