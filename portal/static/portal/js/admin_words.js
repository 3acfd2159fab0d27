// English that Wagtail and wagtail-localize have in their code: the words come with the page (portal/admin_words.py).
const { texts, labels, pair } = JSON.parse(document.getElementById("admin-words").textContent);
const PAIR = /^(.+) to (.+) translation$/;

// Only the text node changes, so that React keeps what it made.
const say = (element, words) => {
  const node = [...element.childNodes].find((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
  if (node && words) node.data = words;
};

// A comment's moment as the portal writes it: browsers know no Kazakh months and ask for "2026 M11 26".
const moment = (element) => {
  const date = new Date(element.dateTime);
  if (Number.isNaN(date.getTime())) return;
  const two = (number) => String(number).padStart(2, "0");
  const day = `${two(date.getDate())}.${two(date.getMonth() + 1)}.${date.getFullYear()}`;
  say(element, `${day} ${two(date.getHours())}:${two(date.getMinutes())}`);
};

const mend = (root) => {
  root.querySelectorAll(".comment-header time[datetime]").forEach(moment);
  for (const element of root.querySelectorAll(".w-sr-only")) say(element, texts[element.textContent.trim()]);
  for (const element of root.querySelectorAll("nav[aria-label]")) {
    const words = labels[element.getAttribute("aria-label")];
    if (words) element.setAttribute("aria-label", words);
  }
  for (const element of root.querySelectorAll("input[type=submit]")) element.value = labels[element.value] || element.value;
  for (const element of root.querySelectorAll("section h3")) {
    const [, source, target] = PAIR.exec(element.textContent) || [];
    if (source) say(element, pair.replace("{source}", source).replace("{target}", target));
  }
};

mend(document);
new MutationObserver((changes) => {
  for (const { target, addedNodes } of changes) if (addedNodes.length) mend(target);
}).observe(document.body, { childList: true, subtree: true });
