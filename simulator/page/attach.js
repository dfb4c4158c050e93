import { $ } from "./dom.js";
import { menuOf } from "./menus.js";
import { sharePlace } from "./place.js";

const KINDS = {
  photo: "Photo",
  video: "Video",
  document: "File",
  sticker: "Sticker",
  voice: "Voice message",
  contact: "Contact",
};

export function startAttach(session) {
  const entry = ([kind, label]) => ({
    icon: kind === "voice" ? "mic" : kind,
    label,
    act: () => session.act("attach", { kind }),
  });
  const place = { icon: "location", label: "Location", act: () => sharePlace(session) };
  menuOf($("attach"), "Attach", () => [...Object.entries(KINDS).map(entry), place]);
}
