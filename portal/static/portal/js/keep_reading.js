// Asks the browser to keep the pages read last, for when there is no network. After everything that the reader waits for;
// browsers without service workers go without, and so does a reader who said so on the page about it.

const workers = navigator.serviceWorker;

function refused() {
  try {
    return localStorage.getItem("offline") === "off";
  } catch {
    return false; // storage is blocked
  }
}

async function register() {
  const first = !workers.controller;
  await workers.register("/offline-worker.js");
  if (!first) return;
  const ready = await workers.ready;
  if (!location.search) ready.active?.postMessage({ keep: location.pathname });
}

if (workers && !refused()) {
  const start = () => register().catch(() => {});
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
}
