// The list of pages kept on this device, on the page about reading without the internet: shows them, removes one or all.

const PAGES = "jauap-pages";
const box = document.querySelector("[data-kept]");
const said = box?.querySelector("[data-kept-said]");

function written(moment) {
  const two = (number) => String(number).padStart(2, "0");
  const parts = {
    year: moment.getFullYear(),
    month: box.dataset.months.split(",")[moment.getMonth()],
    day: moment.getDate(),
    clock: `${two(moment.getHours())}:${two(moment.getMinutes())}`,
  };
  return box.dataset.date.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
}

async function kept() {
  if (!(await caches.has(PAGES))) return [];
  const pages = await caches.open(PAGES);
  const found = [];
  for (const request of await pages.keys()) {
    const { headers } = await pages.match(request);
    const path = new URL(request.url).pathname;
    found.push({
      path,
      code: path.split("/")[1],
      title: decodeURIComponent(headers.get("X-Kept-Title") ?? "") || path,
      at: new Date(headers.get("X-Kept-At") ?? 0),
    });
  }
  return found.sort((one, other) => other.at - one.at);
}

function row(page) {
  const made = box.querySelector("template").content.firstElementChild.cloneNode(true);
  const link = made.querySelector("a");
  link.href = page.path;
  link.textContent = page.title;
  if (page.code !== document.documentElement.lang) link.lang = link.hreflang = page.code;
  const time = made.querySelector("time");
  time.dateTime = page.at.toISOString();
  time.textContent = written(page.at);
  const button = made.querySelector("button");
  button.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: `: ${page.title}` }));
  button.addEventListener("click", async () => {
    await (await caches.open(PAGES)).delete(page.path);
    await show();
    tell(box.dataset.removed);
  });
  return made;
}

function tell(words) {
  said.textContent = words;
  said.focus();
}

async function show() {
  const found = await kept();
  box.querySelector("[data-kept-list]").replaceChildren(...found.map(row));
  box.querySelector("[data-kept-none]").hidden = found.length > 0;
  box.querySelector("[data-kept-erase]").hidden = found.length === 0;
  const off = localStorage.getItem("offline") === "off";
  box.querySelector("[data-kept-off]").hidden = off;
  box.querySelector("[data-kept-on]").hidden = !off;
}

async function erase() {
  for (const name of await caches.keys()) if (name === PAGES || name === "jauap-parts") await caches.delete(name);
}

async function start() {
  box.querySelector("[data-kept-erase]").addEventListener("click", async () => {
    await erase();
    await show();
    tell(box.dataset.erased);
  });
  box.querySelector("[data-kept-off]").addEventListener("click", async () => {
    localStorage.setItem("offline", "off");
    const registration = await navigator.serviceWorker.getRegistration("/");
    await registration?.unregister();
    for (const name of await caches.keys()) if (name.startsWith("jauap-")) await caches.delete(name);
    await show();
    tell(box.dataset.off);
  });
  box.querySelector("[data-kept-on]").addEventListener("click", async () => {
    localStorage.removeItem("offline");
    await navigator.serviceWorker.register("/offline-worker.js");
    await show();
    tell(box.dataset.on);
  });
  await show();
  box.hidden = false;
  document.querySelector("[data-kept-cannot]").hidden = true;
}

if (box && navigator.serviceWorker && window.caches) start().catch(() => {});
