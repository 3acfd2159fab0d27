// Says at once that nothing is taken in about the topic just chosen. Without this script the next step says it.

const place = document.querySelector("[data-paused-here]");
const topic = place?.closest("form")?.elements.topic;

if (topic) {
  const notices = [...document.querySelectorAll("[data-paused]")];
  const show = () => {
    const held = notices.find((notice) => notice.dataset.paused === topic.value);
    const copy = held?.cloneNode(true);
    copy?.removeAttribute("hidden");
    place.replaceChildren(...(copy ? [copy] : []));
  };
  topic.addEventListener("change", show);
  show();
}
