// Where she is: any coordinates, or a town of Kyrgyzstan.

import { ask } from "./dialogs.js";
import { el } from "./dom.js";

const TOWNS = {
  Bishkek: [42.8746, 74.5698],
  Osh: [40.5139, 72.8161],
  "Jalal-Abad": [40.9333, 73.0017],
  Karakol: [42.4907, 78.3936],
  Naryn: [41.4287, 75.9911],
  Talas: [42.5228, 72.2427],
  Batken: [40.0625, 70.8194],
};

export async function sharePlace(session) {
  const content = fields();
  const place = await ask({ title: "Share a location", content, action: "Share" });
  return place && session.act("location", { latitude: Number(place.latitude), longitude: Number(place.longitude) });
}

function fields() {
  const latitude = number("latitude", 90, TOWNS.Bishkek[0]);
  const longitude = number("longitude", 180, TOWNS.Bishkek[1]);
  const fill = ([north, east]) =>
    Object.assign(latitude, { value: north }) && Object.assign(longitude, { value: east });
  const towns = Object.entries(TOWNS).map(([name, at]) =>
    el("button", { type: "button", onclick: () => fill(at) }, name),
  );
  return [
    el("div", { class: "chips", role: "group", "aria-label": "Towns" }, towns),
    el("div", { class: "pair" }, el("label", {}, "Latitude", latitude), el("label", {}, "Longitude", longitude)),
  ];
}

function number(name, most, value) {
  return el("input", { name, type: "number", step: "any", min: -most, max: most, value, required: true });
}
