// Asks every few seconds whether an urgent banner is up, so that who has a page open is told too. What has not changed
// is left alone: a screen reader says a banner once. A page in the background does not ask; it does when it comes back.

const SECONDS = 3;
const QUIET = 10 * 60 * 1000; // after so long without a sign of the reader it asks ten times less often
const place = document.querySelector("[data-urgent]");
let etag = "";
let failures = 0;
let seen = Date.now();
let timer = 0;

async function look() {
  clearTimeout(timer);
  if (document.hidden) return;
  try {
    const headers = etag ? { "If-None-Match": etag } : {};
    const answer = await fetch(place.dataset.urgent, { headers, cache: "no-store", credentials: "omit" });
    if (answer.status === 200) {
      etag = answer.headers.get("ETag") ?? "";
      const html = (await answer.text()).trim();
      const fresh = new DOMParser().parseFromString(html, "text/html").body;
      if (fresh.innerHTML !== place.innerHTML.trim()) place.replaceChildren(...fresh.childNodes);
    }
    failures = answer.ok || answer.status === 304 ? 0 : failures + 1;
  } catch {
    failures += 1;
  }
  const slower = failures ? Math.min(2 ** failures, 20) : Date.now() - seen > QUIET ? 10 : 1;
  clearTimeout(timer);
  // Readers do not ask in step.
  timer = setTimeout(look, (SECONDS - 0.5 + Math.random()) * 1000 * slower);
}

function here() {
  const away = Date.now() - seen > QUIET;
  seen = Date.now();
  if (away) look();
}

if (place) {
  timer = setTimeout(look, Math.random() * SECONDS * 1000);
  for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, here, { passive: true });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { seen = Date.now(); look(); } });
  addEventListener("pageshow", (event) => { if (event.persisted) look(); });
}
