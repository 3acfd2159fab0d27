// Offers where to go while one types in a search box: a combobox with a list, by the ARIA authoring practices.
// Without this script, without a network, or with data being saved the box is a plain form.

const PAUSE = 180; // milliseconds without a key before asking
const ENOUGH = 2; // characters
const PATIENCE = 3000; // milliseconds for an answer: later it would be in the way

const poor = () => navigator.onLine === false || navigator.connection?.saveData;

function attach(field) {
  const form = field.form;
  const list = document.createElement("div");
  const said = document.createElement("p");
  let timer;
  let running;
  let asked = "";
  let active = -1;

  list.id = `${field.id}-list`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.suggestions);
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  field.parentElement.after(list, said);
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);

  const open = () => !list.hidden;
  const mark = (number) => {
    active = number;
    [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === active)));
    const option = list.children[active];
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };
  const show = (yes) => {
    list.hidden = !yes || !list.children.length;
    field.setAttribute("aria-expanded", String(open()));
    mark(-1);
  };
  const forget = () => {
    clearTimeout(timer);
    running?.abort();
    asked = "";
    show(false);
    said.textContent = "";
  };

  const fill = (html) => {
    const made = document.createElement("template");
    made.innerHTML = html; // our own server's fragment, escaped there
    const root = made.content.firstElementChild;
    list.replaceChildren(...(root?.children ?? []));
    [...list.children].forEach((option, n) => (option.id = `${list.id}-${n}`));
    show(document.activeElement === field);
    said.textContent = open() ? root.dataset.said : "";
  };

  const ask = async () => {
    const text = field.value.trim();
    if (text === asked || poor()) return;
    running?.abort();
    asked = text;
    if (text.length < ENOUGH) {
      fill("");
      return;
    }
    const mine = new AbortController();
    running = mine;
    const late = setTimeout(() => mine.abort(), PATIENCE);
    try {
      const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: text })}`, { signal: mine.signal });
      const html = answer.ok ? await answer.text() : "";
      if (running === mine) fill(html);
    } catch {
      if (running === mine) fill(""); // too slow or offline: nothing is said, the form works as ever
    } finally {
      clearTimeout(late);
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const count = list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && count) {
      event.preventDefault();
      if (event.altKey) show(step > 0);
      else {
        if (!open()) show(true);
        // The box itself is a stop between the last and the first.
        mark(active < 0 && step < 0 ? count - 1 : active + step < count ? active + step : -1);
      }
    } else if (event.key === "Enter" && list.children[active]) {
      event.preventDefault();
      list.children[active].click();
    } else if (event.key === "Escape" && open()) {
      event.preventDefault();
      show(false);
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
      mark(-1);
    }
  });
  field.addEventListener("blur", () => show(false));
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  form.addEventListener("submit", forget);
  addEventListener("pageshow", forget); // back from a page: what was open is closed
}

for (const field of document.querySelectorAll("[data-suggest]")) attach(field);
