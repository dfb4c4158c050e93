// Modal windows, on the browser's own <dialog>: it keeps the focus and gives it back.

import { el } from "./dom.js";

export function tell(title, ...content) {
  return ask({ title, content, action: "OK", cancel: false });
}

// Resolves to the fields of the form, or null where she cancels.
export function ask({ title, content = [], action, cancel = true, danger = false }) {
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", { id: "dialog-title" }, title),
    el("div", { class: "dialog-body" }, content),
    el(
      "div",
      { class: "dialog-actions" },
      cancel && el("button", { type: "button", "data-cancel": true }, "Cancel"),
      el("button", { type: "submit", class: danger ? "danger" : "", autofocus: !hasField(content) }, action),
    ),
  );
  return show(el("dialog", { "aria-labelledby": "dialog-title" }, form), form);
}

function hasField(content) {
  return [content].flat().some((node) => node.querySelector?.("input") || node.matches?.("input"));
}

function show(dialog, form) {
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    let answer = null;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer = Object.fromEntries(new FormData(form));
      dialog.close();
    });
    form.querySelector("[data-cancel]")?.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
  });
}
