// Wagtail's page editor: remarks on the saved draft, and texts that are too large to be saved.

const script = document.querySelector("script[data-proofing-words]");
const words = JSON.parse(script.dataset.proofingWords);
const LIMIT = Number(script.dataset.proofingLimit);
const HTML_MOST = 300_000; // characters of markup: what Word writes around a few pages
const TEXT_MOST = 200_000; // characters of text in one paste: a hundred pages

const tell = (text, type = "warning") =>
  document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { text, type } }));

// -- Remarks -----------------------------------------------------------------------------------
const box = document.querySelector("[data-proofing]");

async function check() {
  const place = box.querySelector("[data-proofing-findings]");
  const failed = box.querySelector("[data-proofing-failed]");
  try {
    const answer = await fetch(box.dataset.proofing, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) throw new Error(answer.status);
    place.innerHTML = await answer.text();
    failed.hidden = true;
  } catch {
    failed.hidden = false;
  }
}

if (box) {
  let waiting = 0;
  const soon = (delay) => {
    clearTimeout(waiting);
    waiting = setTimeout(check, delay);
  };
  box.querySelector("[data-proofing-again]").addEventListener("click", () => soon(0));
  document.addEventListener("w-autosave:success", () => soon(1500));
  soon(300);
}

// A remark leads to a field that may stand in another tab, or in a block that is folded.
function show(anchor) {
  const found = anchor && document.getElementById(anchor);
  if (!found) return false;
  const tab = found.closest('[role="tabpanel"]');
  if (tab?.hidden) document.getElementById(tab.getAttribute("aria-labelledby"))?.click();
  for (let up = found; up; up = up.parentElement?.closest("[data-panel]")) {
    const toggle = up.matches("[data-panel]") && up.querySelector("[data-panel-toggle]");
    if (toggle && toggle.getAttribute("aria-expanded") === "false") toggle.click();
  }
  found.scrollIntoView({ block: "center" });
  const content = found.querySelector(".w-panel__content") ?? found; // beside it stand the block's own buttons
  const typed = 'input:not([type="hidden"]), textarea, select, [contenteditable="true"]';
  (content.querySelector(typed) ?? content.querySelector("button"))?.focus();
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href*='#']");
  if (!link || link.pathname !== location.pathname) return;
  if (!link.closest(".proofing, .messages")) return;
  if (show(decodeURIComponent(link.hash.slice(1)))) event.preventDefault();
});
if (location.hash) window.addEventListener("load", () => setTimeout(() => show(location.hash.slice(1)), 300));

// -- Texts that are too large ------------------------------------------------------------------
const form = document.querySelector("form[data-edit-form]");
const encoder = new TextEncoder();

function weight() {
  let bytes = 0;
  for (const [, value] of new FormData(form)) if (typeof value === "string") bytes += encoder.encode(value).length;
  return bytes;
}

form?.addEventListener(
  "submit",
  (event) => {
    if (weight() < LIMIT) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tell(words.heavy, "error");
    window.scrollTo({ top: 0 });
  },
  true,
);

function paste(event) {
  const editor = event.target.closest?.(".Draftail-Editor");
  if (!editor || !event.clipboardData) return;
  const html = event.clipboardData.getData("text/html");
  const text = event.clipboardData.getData("text/plain");
  if (html.length <= HTML_MOST && text.length <= TEXT_MOST) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (text.length > TEXT_MOST || !text) {
    tell(words.paste, "error");
    return;
  }
  const plain = new DataTransfer();
  plain.setData("text/plain", text);
  event.target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: plain, bubbles: true, cancelable: true }));
  tell(words.plain);
}

document.addEventListener("paste", paste, true);
