// The arrow keys move among the days of a calendar that have something; Tab reaches each of them without this, too.

for (const table of document.querySelectorAll("[data-month]")) {
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const cells = [...table.tBodies[0].querySelectorAll("td")];
    const moves = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
    if (!(event.key in moves)) return;
    const step = moves[event.key];
    for (let place = cells.indexOf(cell) + step; place >= 0 && place < cells.length; place += step) {
      const link = cells[place].querySelector("a");
      if (!link) continue;
      event.preventDefault();
      link.focus();
      return;
    }
  });
}
