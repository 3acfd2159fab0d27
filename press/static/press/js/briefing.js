// Asks every few seconds how the briefing stands; what is new is put in, what is there already is left alone,
// so that a screen reader says the new point and nothing else.

const SECONDS = 5;
const box = document.querySelector("[data-now]");
const changed = document.querySelector("[data-changed]");
let state = box.querySelector("[data-state]").dataset.state;
let etag = "";
let failures = 0;

document.querySelector("[data-refreshing]")?.removeAttribute("hidden");

function take(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const [was, is] = [document, fresh].map((each) => each.querySelector("[data-state]"));
  if (was.innerHTML !== is.innerHTML) was.replaceChildren(...is.childNodes);
  if (is.dataset.state !== state) {
    state = is.dataset.state;
    changed.hidden = false;
  }
  const list = document.querySelector("[data-points]");
  const points = [...fresh.querySelectorAll("[data-points] > li")];
  const kept = new Set(points.map((point) => point.id));
  for (const old of [...list.children]) if (!kept.has(old.id)) old.remove();
  points.forEach((point, number) => {
    const old = document.getElementById(point.id);
    if (!old) list.insertBefore(document.adoptNode(point), list.children[number] ?? null);
    else if (old.innerHTML !== point.innerHTML) old.replaceChildren(...point.childNodes);
  });
}

async function look() {
  try {
    const headers = etag ? { "If-None-Match": etag } : {};
    const answer = await fetch(box.dataset.now, { headers, cache: "no-store", credentials: "omit" });
    if (answer.status === 200) {
      etag = answer.headers.get("ETag") ?? "";
      take(await answer.text());
    }
    failures = answer.ok || answer.status === 304 ? 0 : failures + 1;
  } catch {
    failures += 1;
  }
  if (["ended", "archive", "cancelled"].includes(state)) return;
  // Readers do not ask in step, and a server in trouble is asked less often.
  setTimeout(look, (SECONDS + Math.random()) * 1000 * Math.min(2 ** failures, 12));
}

setTimeout(look, Math.random() * SECONDS * 1000);
document.addEventListener("visibilitychange", () => { if (!document.hidden && failures) failures = 0; });
