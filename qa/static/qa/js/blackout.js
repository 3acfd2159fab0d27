// The preview of a question, word by word: a tap hides a word or shows it. The fields below stay the truth, so that
// the server hides the same (qa/rules/blackout.py). Without this script they are filled in by hand.

const WORD = /[\p{L}\p{N}_]+/gu;
const BLOCK = "█████";
const BEGINNING = 3; // letters from which on a word hides all words that begin with it

const box = document.querySelector("[data-blackout]");
const form = box?.closest("form");
const named = form?.elements.words;

const wordsOf = (text) => text.toLowerCase().match(WORD) ?? [];
const same = (word, wanted, last) =>
  word === wanted || (last && [...wanted].length >= BEGINNING && /^\p{L}+$/u.test(wanted) && word.startsWith(wanted));
const plain = (text) => text.split(/\s+/).filter(Boolean).join(" ");
const phrases = () => named.value.split(/[\n,;]/).map(plain).filter((line) => wordsOf(line).length);

// -- The text as pieces: words that can be tapped, suggestions that are tapped whole, and what stands between them.

function pieces() {
  const found = [];
  let text = "";
  const flush = () => {
    let at = 0;
    for (const match of text.matchAll(WORD)) {
      if (match.index > at) found.push({ text: text.slice(at, match.index) });
      found.push({ text: match[0], words: wordsOf(match[0]) });
      at = match.index + match[0].length;
    }
    if (at < text.length) found.push({ text: text.slice(at) });
    text = "";
  };
  for (const part of box.querySelectorAll("[data-text]")) {
    if (part.dataset.suggested === undefined) {
      text += part.dataset.text;
      continue;
    }
    flush();
    const tick = [...form.querySelectorAll("[name=hide]")].find((one) => one.value === plain(part.dataset.text));
    found.push({ text: part.dataset.text, words: wordsOf(part.dataset.text), tick });
  }
  flush();
  return found;
}

function hiddenPieces(all) {
  const words = all.flatMap((piece) => (piece.words ?? []).map((word) => ({ word, piece })));
  const hidden = new Set(all.filter((piece) => piece.tick?.checked));
  for (const phrase of phrases().map(wordsOf)) {
    for (let first = 0; first + phrase.length <= words.length; first += 1) {
      const run = words.slice(first, first + phrase.length);
      if (run.every(({ word }, n) => same(word, phrase[n], n === phrase.length - 1))) {
        for (const { piece } of run) hidden.add(piece);
      }
    }
  }
  return hidden;
}

// -- What a tap does.

function toggle(piece, hidden) {
  const hides = (phrase) => wordsOf(phrase).some((wanted, n, all) =>
    piece.words.some((word) => same(word, wanted, n === all.length - 1)));
  const lines = phrases();
  if (hidden) named.value = lines.filter((phrase) => !hides(phrase)).join("\n");
  else if (!piece.tick) named.value = [...lines, piece.text].join("\n");
  if (piece.tick) piece.tick.checked = !hidden;
}

function start() {
  const all = pieces().map((piece) => {
    const element = document.createElement("span"); // not a button: the text must break into lines like any text
    element.textContent = piece.text;
    if (piece.words) {
      element.setAttribute("role", "button");
      element.tabIndex = -1;
      element.classList.toggle("blackout-suggested", Boolean(piece.tick));
    }
    return { ...piece, element };
  });
  const buttons = all.filter((piece) => piece.words).map((piece) => piece.element);

  const show = () => {
    const hidden = hiddenPieces(all);
    for (const piece of all) {
      if (!piece.words) continue;
      const gone = hidden.has(piece);
      piece.element.textContent = gone ? BLOCK : piece.text;
      piece.element.setAttribute("aria-label", piece.text);
      piece.element.setAttribute("aria-pressed", String(gone));
    }
  };

  box.replaceChildren(...all.map((piece) => piece.element));
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", box.dataset.label);
  box.setAttribute("aria-describedby", "blackout-how");
  form.querySelector("[data-blackout-how]").hidden = false;
  form.querySelector("[data-blackout-again]").hidden = true;
  if (buttons.length) buttons[0].tabIndex = 0;

  const enter = (element) => {
    for (const button of buttons) button.tabIndex = button === element ? 0 : -1;
    element.focus();
  };
  const press = (target) => {
    const piece = all.find(({ element, words }) => words && element === target);
    if (!piece) return;
    toggle(piece, hiddenPieces(all).has(piece));
    enter(piece.element);
    show();
  };
  box.addEventListener("click", ({ target }) => press(target));
  box.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const goal = {
      ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1,
    }[event.key];
    const pressed = event.key === "Enter" || event.key === " ";
    if (at < 0 || (goal === undefined && !pressed)) return;
    event.preventDefault();
    if (pressed) press(buttons[at]);
    if (buttons[goal]) enter(buttons[goal]);
  });
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  show();
}

if (box && named) start();
