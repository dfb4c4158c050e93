// Every node of the page is built here, from text only: a message can never become markup.

import { PATHS } from "./icons.js";

const SVG = "http://www.w3.org/2000/svg";

export const $ = (id) => document.getElementById(id);

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(node, name, value);
  node.append(...children.flat().filter((child) => child || child === 0));
  return node;
}

function set(node, name, value) {
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (value === true) node.setAttribute(name, "");
  else if (value !== false && value != null) node.setAttribute(name, value);
}

export function icon(name) {
  const image = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  image.setAttribute("viewBox", "0 0 24 24");
  image.setAttribute("class", `icon icon-${name}`);
  image.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  image.append(path);
  return image;
}

export function addIcons() {
  for (const node of document.querySelectorAll("[data-icon]")) node.prepend(icon(node.dataset.icon));
}

const TINTS = 7;

export function avatar(node, name, seed) {
  node.textContent = [...name.trim()][0]?.toUpperCase() ?? "?";
  node.className = `avatar tint-${tint(seed)}`;
  return node;
}

function tint(seed) {
  return [...String(seed)].reduce((sum, char) => sum + char.codePointAt(0), 0) % TINTS;
}

// Arrow keys between the entries of a menu or list; `away` is where Escape leads.
export function arrows(box, selector, away) {
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return stop(event, away);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const entries = [...box.querySelectorAll(selector)];
    const next = entries.indexOf(document.activeElement) + step;
    stop(event, () => entries.at(next % entries.length)?.focus());
  });
}

function stop(event, then) {
  event.preventDefault();
  event.stopPropagation();
  then();
}
