// How many characters are left: said aloud rarely, so that it does not talk over the writer.

for (const counter of document.querySelectorAll("[data-counter]:not([data-started])")) {
  const field = document.getElementById(counter.dataset.counter);
  const limit = Number(field?.getAttribute("maxlength"));
  if (!limit) continue;
  counter.dataset.started = "";

  const spoken = document.createElement("span");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  const seen = document.createElement("span");
  seen.setAttribute("aria-hidden", "true");
  counter.append(seen, spoken);
  counter.hidden = false;

  let wait;
  const show = () => {
    const left = limit - [...field.value.replace(/\r?\n/g, "\r\n")].length;
    seen.textContent = `${counter.dataset.words}: ${left.toLocaleString(document.documentElement.lang)}`;
    counter.classList.toggle("counter-over", left < 0);
    clearTimeout(wait);
    if (left <= limit * 0.1) wait = setTimeout(() => { spoken.textContent = seen.textContent; }, 1200);
  };
  field.addEventListener("input", show);
  show();
}
