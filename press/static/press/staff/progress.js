// Follows recordings that are being made while the page is open; a reload does the same without it.
const box = document.querySelector("[data-progress]");
let last = "";

async function look() {
  const answer = await fetch(box.dataset.progress, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) return;
  const html = await answer.text();
  if (html !== last && !box.contains(document.activeElement)) box.innerHTML = last = html;
  if (box.querySelector("[data-to-do='1']")) setTimeout(look, 2000);
}

if (box.querySelector("[data-to-do='1']")) setTimeout(look, 1500);
