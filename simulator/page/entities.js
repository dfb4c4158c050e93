// A text and its entities as nodes. Offsets count UTF-16 units, which is what JavaScript's strings count too.

import { el, icon } from "./dom.js";
import { outside, safeUrl } from "./links.js";

// Where two entities cover the same words, the first of these goes outside.
const OUTER = ["blockquote", "expandable_blockquote", "pre", "spoiler"];
const STYLES = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = "blockquote, pre";

export function rich(text, entities = []) {
  return build(text, 0, text.length, [...entities].sort(outerFirst));
}

function outerFirst(a, b) {
  return a.offset - b.offset || b.length - a.length || rank(a) - rank(b);
}

function rank({ type }) {
  const at = OUTER.indexOf(type);
  return at < 0 ? OUTER.length : at;
}

function build(text, from, to, entities) {
  const nodes = [];
  const waiting = [...entities];
  let at = from;
  while (waiting.length) {
    const entity = waiting.shift();
    const [start, end] = [Math.max(entity.offset, at), Math.min(entity.offset + entity.length, to)];
    if (start >= end) continue;
    nodes.push(text.slice(at, start), covered(text, start, end, entity, waiting));
    at = end;
  }
  return withoutGaps([...nodes, text.slice(at, to)]);
}

// Entities should nest; one that reaches beyond its neighbour is cut in two rather than lost.
function covered(text, start, end, entity, waiting) {
  const inner = [];
  while (waiting.length && waiting[0].offset < end) inner.push(waiting.shift());
  waiting.unshift(...inner.filter((one) => one.offset + one.length > end));
  return wrap(entity, text.slice(start, end), build(text, start, end, inner));
}

// A block ends its line by itself; the line feed after it would leave an empty line.
function withoutGaps(nodes) {
  const afterBlock = (at) => nodes[at - 1]?.matches?.(BLOCKS);
  return nodes.map((node, at) => (typeof node === "string" && afterBlock(at) ? node.replace(/^\n/, "") : node));
}

function wrap(entity, words, inner) {
  const { type } = entity;
  // A bot may send any word as a type, also one that every object knows.
  if (Object.hasOwn(STYLES, type)) return el(STYLES[type], {}, inner);
  return Object.hasOwn(WRAPS, type) ? WRAPS[type](entity, words, inner) : el("span", {}, inner);
}

const WRAPS = {
  spoiler: (_, words, inner) => spoiler(inner),
  pre: ({ language }, words) =>
    el("pre", {}, language && el("span", { class: "pre-language" }, language), el("code", {}, words)),
  blockquote: (_, words, inner) => el("blockquote", {}, inner),
  expandable_blockquote: (_, words, inner) => expandable(inner),
  text_link: ({ url }, words, inner) => link(url, inner),
  url: (_, words, inner) => link(words, inner),
  email: (_, words, inner) => el("a", { href: `mailto:${words}` }, inner),
  phone_number: (_, words, inner) => el("a", { href: `tel:${words.replace(/[^+\d]/g, "")}` }, inner),
  mention: (_, words, inner) => link(`https://t.me/${words.slice(1)}`, inner),
  bot_command: (_, words, inner) => el("a", { role: "button", tabindex: 0, "data-command": words }, inner),
  hashtag: (_, words, inner) => el("span", { class: "tag" }, inner),
  cashtag: (_, words, inner) => el("span", { class: "tag" }, inner),
  text_mention: (_, words, inner) => el("span", { class: "tag" }, inner),
};

function link(url, inner) {
  const href = safeUrl(url);
  return href ? el("a", { ...outside(href), title: href }, inner) : el("span", {}, inner);
}

function spoiler(inner) {
  const hidden = el("span", { class: "spoiler-words", inert: true }, inner);
  return el(
    "span",
    { class: "spoiler", role: "button", tabindex: 0, "aria-label": "Hidden text: press to read" },
    hidden,
  );
}

function expandable(inner) {
  const fold = el(
    "button",
    { type: "button", class: "fold", "aria-expanded": "false", "aria-label": "The whole quote" },
    icon("down"),
  );
  return el("blockquote", { class: "expandable" }, el("div", { class: "folded" }, inner), fold);
}

export function reveal(node) {
  for (const one of node.closest(".text").querySelectorAll(".spoiler:not(.open)")) {
    one.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) one.removeAttribute(name);
    one.firstChild.inert = false;
  }
}
