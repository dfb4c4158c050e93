import { $ } from "./dom.js";

const SHOWN = 3000;
let timer = 0;

export function toast(text, kind = "") {
  const node = $("toast");
  node.className = `toast ${kind}`;
  node.textContent = text;
  node.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => (node.hidden = true), SHOWN + 40 * text.length);
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied to the clipboard");
  } catch {
    toast("The browser does not allow copying", "problem");
  }
}
