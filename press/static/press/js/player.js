// Times in chapters and transcripts seek instead of reloading; a picture that stands still says so.

const PATIENCE = 6000; // milliseconds without a new picture

for (const box of document.querySelectorAll("[data-player]")) {
  const video = box.querySelector("video");
  const told = box.querySelector("[data-told]");
  if (!video || !told) continue;
  const live = "live" in box.dataset;

  const tell = (word) => {
    told.hidden = !word;
    for (const each of told.children) each.hidden = each.dataset.word !== word;
  };

  // No source could be played: the last one says so.
  const plays = !live || video.canPlayType("application/vnd.apple.mpegurl");
  const fail = () => tell(live && plays ? "stalled" : "failed");
  [...video.querySelectorAll("source")].at(-1)?.addEventListener("error", fail);

  let position = 0;
  let moved = 0;
  let again = 0;
  const watch = () => {
    const now = performance.now();
    if (video.paused || video.ended || video.seeking || video.currentTime !== position) {
      if (video.currentTime !== position) tell("");
      [position, moved] = [video.currentTime, now];
    } else if (now - moved > PATIENCE) {
      tell("stalled");
      // A broadcast that comes back has a new playlist: it is fetched anew now and then.
      if (live && now - again > 4 * PATIENCE) {
        again = now;
        video.load();
        video.play().catch(() => {});
      }
    }
  };
  video.addEventListener("play", () => {
    moved = again = performance.now();
    if (!box.dataset.watched) setInterval(watch, 1000);
    box.dataset.watched = "";
  });
  video.addEventListener("error", fail);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-seek]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const start = Number(link.dataset.seek);
    const seek = () => { video.currentTime = start; };
    if (video.readyState) seek();
    else video.addEventListener("loadedmetadata", seek, { once: true });
    video.play().catch(() => {});
    box.scrollIntoView({ block: "nearest" });
    video.focus({ preventScroll: true });
  });
}
