// Shows published answers while the question is typed. Without this script they come on a step of their own.

const PAUSE = 500; // milliseconds without a key before asking
const ENOUGH = 12; // characters

const panel = document.querySelector("[data-similar]");
const field = panel?.closest("form")?.elements.text;

if (panel && field) {
  let timer;
  let asked = "";
  let running;

  const show = (html) => {
    panel.innerHTML = html; // our own server's fragment, escaped there
    panel.hidden = html.trim() === "";
  };

  const ask = async () => {
    const text = field.value.trim();
    if (text === asked) return;
    asked = text;
    running?.abort();
    if (text.length < ENOUGH) return show("");
    running = new AbortController();
    const body = new FormData();
    body.set("text", text.slice(0, 2000));
    body.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(panel.dataset.similar, { method: "POST", body, signal: running.signal });
      show(answer.ok ? await answer.text() : "");
    } catch (error) {
      if (error.name !== "AbortError") show(""); // the next step shows them anyway
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  if (field.value) ask();
}
