// Tells the portal which result was chosen, so that editors see what helps. No cookie, nothing of the reader; the links
// are plain addresses and work without this script.

const results = document.querySelector("[data-chosen]");

const tell = (event) => {
  const link = event.target.closest("a[data-kind]");
  if (!link || event.button > 1) return; // the third button opens a menu, not the link
  const { kind, id } = link.dataset;
  navigator.sendBeacon?.(results.dataset.chosen, new URLSearchParams({ text: results.dataset.text, kind, id }));
};

results?.addEventListener("click", tell);
results?.addEventListener("auxclick", tell);
