// What stands in a bubble beside its text: placeholders, because nothing is fetched.

import { avatar, el, icon } from "./dom.js";
import { outside } from "./links.js";

const NAMES = {
  photo: "Photo",
  video: "Video",
  voice: "Voice message",
  sticker: "Sticker",
  contact: "Contact",
  location: "Location",
  document: "File",
};

// The kind of content of a message; undefined for a text.
export function kindOf(message) {
  return Object.keys(NAMES).find((kind) => message[kind]);
}

// One line about a message, for quotes of it.
export function summary(message) {
  return message.text ?? message.caption ?? NAMES[kindOf(message)] ?? "Message";
}

export function mediaOf(message) {
  const kind = kindOf(message);
  if (!kind) return message.text ? null : el("p", { class: "unknown" }, "This page cannot show this kind of message.");
  return SHOWN[kind](message[kind], message);
}

const SHOWN = {
  photo: (sizes, message) => picture("photo", sizes.at(-1), message),
  video: (video, message) => picture("video", video, message),
  voice,
  sticker: ({ emoji }) =>
    el("div", { class: "sticker", role: "img", "aria-label": `Sticker ${emoji ?? ""}` }, emoji ?? "🙂"),
  contact,
  location,
  document: file,
};

function picture(kind, { width, height }, message) {
  const hidden = message.has_media_spoiler ? ", hidden" : "";
  const label = `${NAMES[kind]}${hidden} ${width} × ${height}`;
  return el(
    "div",
    { class: `picture ${hidden && "hidden"}`, role: "img", "aria-label": label },
    icon(kind),
    el("small", {}, label),
  );
}

function voice({ duration }) {
  const wave = el("span", { class: "wave", "aria-hidden": "true" });
  const length = el("small", {}, `0:${String(duration ?? 0).padStart(2, "0")}`);
  return el(
    "div",
    { class: "attached", role: "img", "aria-label": NAMES.voice },
    disc("play"),
    el("div", {}, wave, length),
  );
}

function file({ file_name: name = NAMES.document, file_size: size }) {
  return el(
    "div",
    { class: "attached" },
    disc("document"),
    el("div", {}, el("b", {}, name), el("small", {}, bytes(size))),
  );
}

function bytes(size = 0) {
  return size < 1024
    ? `${size} B`
    : size < 1024 ** 2
      ? `${(size / 1024).toFixed(1)} KB`
      : `${(size / 1024 ** 2).toFixed(1)} MB`;
}

function contact({ first_name: first, last_name: last = "", phone_number: phone }) {
  const name = `${first} ${last}`.trim();
  const number = el("a", { href: `tel:${phone.replace(/[^+\d]/g, "")}` }, phone);
  return el("div", { class: "attached" }, avatar(el("span"), name, phone), el("div", {}, el("b", {}, name), number));
}

function location({ latitude, longitude }) {
  const place = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  const address = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=14/${latitude}/${longitude}`;
  return el(
    "a",
    { ...outside(address), class: "map", "aria-label": `Location ${place}` },
    icon("location"),
    el("small", {}, place),
  );
}

function disc(name) {
  return el("span", { class: "disc" }, icon(name));
}
