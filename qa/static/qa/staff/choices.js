// Narrows a long list of boxes while one types. Without this the list scrolls in its own frame.
for (const frame of document.querySelectorAll("[data-qa-choices]")) {
  const finder = frame.querySelector("[data-qa-find]");
  const told = frame.querySelector("[role=status]");
  const boxes = [...frame.querySelectorAll("input[type=checkbox]")];
  const words = (text) => text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  finder.parentElement.hidden = false;

  finder.addEventListener("input", () => {
    const wanted = words(finder.value);
    let found = 0;
    for (const box of boxes) {
      const label = box.closest("label");
      const name = label.textContent.toLocaleLowerCase();
      const fits = wanted.every((word) => name.includes(word));
      found += fits;
      label.parentElement.hidden = !fits && !box.checked; // what is chosen stays in sight
    }
    told.textContent = wanted.length ? told.dataset.found.replace("{}", found) : "";
  });
  finder.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // it searches, it does not send the form
  });
}
