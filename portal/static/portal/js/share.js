// Copying, printing and the device's own sharing: buttons that only exist where scripts run.

for (const box of document.querySelectorAll("[data-share]")) {
  const said = box.querySelector("[role=status]");

  for (const button of box.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const canonical = document.querySelector("link[rel=canonical]")?.href ?? location.href;
      await navigator.clipboard.writeText(button.dataset.copy || canonical);
      said.textContent = button.dataset.done;
      setTimeout(() => { said.textContent = ""; }, 6000);
    });
  }

  for (const button of box.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // On a phone the system's own sheet knows the reader's channels better than our list.
  const list = box.querySelector(".share-list");
  if (list && navigator.share && matchMedia("(pointer: coarse)").matches) {
    list.querySelector("summary").addEventListener("click", async (event) => {
      event.preventDefault();
      try {
        await navigator.share({ title: document.title, url: location.href });
      } catch (error) {
        if (error.name !== "AbortError") list.open = true;
      }
    });
  }
}
