// Follows an export or import while its page is open; without it, "Refresh" does.
const url = document.querySelector("script[data-progress]").dataset.progress;
const text = document.querySelector("[data-progress-text]");
const bar = document.querySelector("#qa-progress");

async function look() {
  const answer = await fetch(url, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) return;
  const { done, total, percent, to_do } = await answer.json();
  text.textContent = `${done} / ${total}`;
  bar.value = percent;
  if (to_do) setTimeout(look, 1500);
  else location.reload();
}

setTimeout(look, 1000);
