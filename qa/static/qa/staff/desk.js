// The moderators' desk: keys, signs of life, choosing rows. Everything here also works by buttons and links.

const ALIVE = 30_000; // milliseconds between two signs of life
const IDLE = 30 * 60_000; // a page that nobody touches for so long no longer keeps its question in hand

const help = document.querySelector("[data-qa-keys]");
const typing = "input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]:not([contenteditable=false])";

const shown = (element) => element.getClientRects().length > 0 && !element.disabled;
const byKey = (key) => [...document.querySelectorAll(`[data-key~="${key}"]`)].find(shown);

// Rows of a list: the link of the row is what gets the focus, so that Enter opens it and screen readers read it.
const rows = () => [...document.querySelectorAll("#listing-results table.listing tbody tr")];
const linkOf = (row) => row?.querySelector("a[href*='/question/']");
const current = () => rows().findIndex((row) => row.contains(document.activeElement));

function move(step) {
  const all = rows();
  const to = Math.min(all.length - 1, Math.max(0, current() + step));
  linkOf(all[to])?.focus();
}

const inList = {
  j: () => move(1),
  k: () => move(-1),
  o: () => linkOf(rows()[current()])?.click(),
  c: () => rows()[current()]?.querySelector("input[name=question]")?.click(),
};

// By the place of the key: whoever types Kazakh or Russian need not switch the language for a shortcut.
const letter = (event) => /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : "";
const asksForHelp = (event) => event.key === "?" || (event.code === "Slash" && event.shiftKey);

function pressed(event) {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.(typing) || document.querySelector("dialog[open]")) return;
  if (asksForHelp(event)) {
    event.preventDefault();
    event.stopImmediatePropagation(); // Wagtail's own help lists none of these keys
    help.showModal();
    return;
  }
  const key = letter(event);
  if (!key || event.shiftKey) return;
  const act = rows().length && inList[key] ? inList[key] : byKey(key) && (() => byKey(key).click());
  if (act) {
    event.preventDefault();
    act();
  }
}

if (help) {
  if (help.dataset.qaKeys === "on") window.addEventListener("keydown", pressed, true);
  const openers = () => document.querySelectorAll("[data-qa-help]");
  const reveal = () => {
    for (const opener of openers()) opener.hidden = false;
    for (const label of document.querySelectorAll(".qa-bulk__all")) label.hidden = false;
  };
  reveal();
  new MutationObserver(reveal).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-qa-help]")) help.showModal();
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-qa-all]")) return;
    for (const box of document.querySelectorAll("input[name=question]")) box.checked = event.target.checked;
  });
}

const here = document.querySelector("[data-qa-here]");
if (here) {
  let touched = Date.now();
  for (const kind of ["keydown", "pointerdown", "scroll"]) {
    window.addEventListener(kind, () => { touched = Date.now(); }, { passive: true, capture: true });
  }
  const status = here.querySelector("[role=status]");
  setInterval(async () => {
    if (document.visibilityState !== "visible" || Date.now() - touched > IDLE) return;
    try {
      const answer = await fetch(here.action, { method: "POST", body: new FormData(here) });
      const html = answer.ok && !answer.redirected ? await answer.text() : "";
      if (answer.ok && !answer.redirected && html.trim() !== status.innerHTML.trim()) status.innerHTML = html; // our own fragment, escaped there
    } catch {
      // The next sign of life tries again.
    }
  }, ALIVE);
}
