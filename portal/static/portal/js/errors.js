// After a refused form the reader, and the screen reader, begin at the list of what to correct.

document.querySelector("[data-focus]")?.focus();
