// Small menus that open where she presses.

import { arrows, el, icon } from "./dom.js";

const EDGE = 8;
let close = () => {};

// `entries`: {icon, label, act, danger}; `at`: a point of the window.
export function openMenu(at, label, entries, className = "") {
  close();
  const before = document.activeElement;
  const menu = el("div", { class: `menu ${className}`, role: "menu", "aria-label": label });
  menu.append(...entries.filter(Boolean).map((entry) => item(entry)));
  close = () => {
    close = () => {};
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    if (document.activeElement === document.body) before?.focus();
  };
  const outside = (event) => menu.contains(event.target) || close();
  document.addEventListener("pointerdown", outside, true);
  arrows(menu, "button", () => close());
  document.body.append(menu);
  place(menu, at);
  menu.firstChild.focus();
}

export function menuOf(button, label, entries, className) {
  button.addEventListener("click", () => {
    const box = button.getBoundingClientRect();
    const lower = box.top > innerHeight / 2;
    openMenu({ x: box.right, y: lower ? box.top : box.bottom, left: true, above: lower }, label, entries(), className);
  });
}

function item({ icon: name, label, act, danger }) {
  const chosen = () => {
    close();
    act();
  };
  return el(
    "button",
    { type: "button", role: "menuitem", class: danger ? "danger" : "", onclick: chosen },
    icon(name),
    label,
  );
}

function place(menu, { x, y, left = false, above = false }) {
  const box = menu.getBoundingClientRect();
  const inside = (value, size, room) => Math.max(EDGE, Math.min(value, room - size - EDGE));
  menu.style.left = `${inside(left ? x - box.width : x, box.width, innerWidth)}px`;
  menu.style.top = `${inside(above ? y - box.height : y, box.height, innerHeight)}px`;
}
