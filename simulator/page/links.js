// Addresses that a message may open. Anything but these, javascript: for one, stays plain text.

const OPENED = ["http:", "https:", "tg:"];
const TELEGRAM = ["t.me", "telegram.me", "telegram.dog"];

export function safeUrl(raw) {
  return parsed(raw)?.href ?? null;
}

export function outside(href) {
  return { href, target: "_blank", rel: "noopener noreferrer" };
}

// {payload} of a link to this bot; null for every other address.
export function deepLink(raw, username) {
  const url = parsed(raw);
  if (!url || !username) return null;
  const named =
    url.protocol === "tg:" ? ofScheme(url) : TELEGRAM.includes(url.hostname) ? url.pathname.split("/")[1] : "";
  if (named?.toLowerCase() !== username.toLowerCase()) return null;
  return { payload: url.searchParams.get("start") ?? "" };
}

function ofScheme(url) {
  return url.host === "resolve" ? url.searchParams.get("domain") : "";
}

function parsed(raw) {
  try {
    const url = new URL(/^[a-z][a-z\d+.-]*:/i.test(raw) && !/^[^/]+:\d/.test(raw) ? raw : `http://${raw}`);
    return OPENED.includes(url.protocol) ? url : null;
  } catch {
    return null;
  }
}
