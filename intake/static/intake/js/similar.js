// Shows what is published already while a text is typed: answers beside a question, rebuttals beside a report. Without
// this script they come on a step of their own.
// The focus is never moved, and on a poor connection nothing is asked.

const PAUSE = 700; // milliseconds without a key before asking
const ENOUGH = 12; // characters
const PATIENCE = 4000; // milliseconds for an answer: the next step shows it anyway
const KEPT = location.pathname; // what was typed in this form, for those who look at an answer and come back

const panel = document.querySelector("[data-similar]");
const said = document.querySelector("[data-similar-said]");
const enough = document.getElementById("enough"); // the form of the buttons that say "this is it"
const field = panel?.closest("form")?.elements.text;

const poor = () => {
  const link = navigator.connection;
  return navigator.onLine === false || link?.saveData || /2g$/.test(link?.effectiveType ?? "");
};

if (panel && field) {
  let timer;
  let asked = "";
  let running;

  const show = (html) => {
    const mark = panel.querySelector("[name=shown]");
    panel.innerHTML = html; // our own server's fragment, escaped there
    if (mark && !panel.querySelector("[name=shown]")) panel.append(mark);
    enough.elements.shown.value = panel.querySelector("[name=shown]")?.value ?? "";
    panel.hidden = !panel.querySelector("li");
    said.textContent = panel.querySelector("[data-said]")?.dataset.said ?? "";
  };

  const body = (text) => {
    const { csrfmiddlewaretoken, topic } = field.form.elements;
    const data = new FormData();
    data.set("text", text.slice(0, 2000));
    data.set("topic", topic.value);
    data.set("shown", panel.querySelector("[name=shown]")?.value ?? "");
    data.set("csrfmiddlewaretoken", csrfmiddlewaretoken.value);
    return data;
  };

  const ask = async () => {
    const text = field.value.trim();
    if (text === asked || poor()) return;
    asked = text;
    running?.abort();
    if (text.length < ENOUGH) {
      show("");
      return;
    }
    const mine = new AbortController();
    running = mine;
    const late = setTimeout(() => mine.abort(), PATIENCE);
    try {
      const answer = await fetch(panel.dataset.similar, { method: "POST", body: body(text), signal: mine.signal });
      const html = answer.ok ? await answer.text() : "";
      if (running === mine && !panel.contains(document.activeElement)) show(html);
    } catch {
      if (running === mine) asked = ""; // too slow or offline: asked again after the next word
    } finally {
      clearTimeout(late);
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  field.form.addEventListener("submit", () => {
    running?.abort();
    sessionStorage.removeItem(KEPT);
  });
  panel.addEventListener("click", ({ target }) => {
    if (target.closest("a")) sessionStorage.setItem(KEPT, field.value);
  });

  const kept = sessionStorage.getItem(KEPT);
  if (kept && !field.value) field.value = kept;
  sessionStorage.removeItem(KEPT);
  if (field.value) ask();
}
