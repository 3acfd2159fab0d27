// The pages that were read last open without a network. The page server puts `const PORTAL = {…}` before this text
// (portal/offline.py).
//
// What is kept is what the page server itself says may be kept (the header X-Offline of public pages that are the same for
// everyone); never an address with a query, an answer that was redirected, or one that no cache may store.

const PAGES = "jauap-pages";
const PARTS = "jauap-parts"; // style sheets and scripts of kept pages
const SHELL = `jauap-shell-${PORTAL.version}`;
const HEAD = "/offline-head"; // under this name the shell remembers how the reader wants to see pages

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const shell = await caches.open(SHELL);
    await shell.addAll(PORTAL.shell.map((address) => new Request(address, { cache: "reload" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("jauap-") && ![PAGES, PARTS, SHELL].includes(name)) await caches.delete(name);
    }
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  })());
});

// The page on which this worker was registered was not its own yet: it is read once more, from the browser's cache.
self.addEventListener("message", (event) => {
  const path = event.data?.keep;
  if (typeof path === "string" && languageOf(path)) {
    event.waitUntil(fetch(path).then((answer) => keep(new URL(path, location.origin), answer)).catch(() => {}));
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === "/" || languageOf(url.pathname)) event.respondWith(page(event, url));
  } else if (url.pathname.startsWith(PORTAL.static) && ["style", "script"].includes(request.destination)) {
    event.respondWith(part(request));
  }
});

function languageOf(path) {
  return PORTAL.languages.find((code) => path.startsWith(`/${code}/`));
}

// The network first; what is kept when it fails or is too slow; else the page that says there is no connection.
async function page(event, url) {
  const kept = url.search ? undefined : await (await caches.open(PAGES)).match(url.pathname);
  const network = Promise.resolve(event.preloadResponse).then((early) => early || fetch(event.request));
  try {
    const answer = await (kept ? Promise.race([network, later(PORTAL.patience)]) : network);
    if (answer && !(kept && answer.status >= 500)) {
      event.waitUntil(keep(url, answer.clone()).catch(() => {}));
      return answer;
    }
    if (!answer) event.waitUntil(network.then((late) => keep(url, late)).catch(() => {}));
    return saved(kept, url);
  } catch {
    return kept ? saved(kept, url) : offline(url);
  }
}

async function part(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const found = (await (await caches.open(SHELL)).match(request)) ?? (await (await caches.open(PARTS)).match(request));
    if (found) return found;
    throw error;
  }
}

function later(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function mayBeKept(url, answer) {
  return (
    answer.status === 200 &&
    answer.type === "basic" &&
    !answer.redirected &&
    answer.headers.get("X-Offline") === "keep" &&
    !/no-store/.test(answer.headers.get("Cache-Control") ?? "") &&
    /^text\/html\b/.test(answer.headers.get("Content-Type") ?? "")
  );
}

// Keeps the page, or drops what was kept of it: what was taken down must not live on here.
async function keep(url, answer) {
  if (url.search || !languageOf(url.pathname) || answer.status >= 500) return;
  const pages = await caches.open(PAGES);
  if (!mayBeKept(url, answer)) {
    await pages.delete(url.pathname);
    return;
  }
  const html = await answer.text();
  await remember(html);
  if (html.length > PORTAL.largest) {
    await pages.delete(url.pathname);
    return;
  }
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length", "ETag"]) headers.delete(name);
  headers.set("X-Kept-At", new Date().toISOString());
  headers.set("X-Kept-Size", String(html.length));
  headers.set("X-Kept-Title", encodeURIComponent(titleOf(html)));
  await pages.delete(url.pathname);
  await pages.put(url.pathname, new Response(html, { headers }));
  await prune(pages);
  await keepParts(html);
}

function titleOf(html) {
  const found = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? "";
  return found.replace(/<[^>]*>/g, "").replace(/\s+/g, " ").trim();
}

// Colours and sizes stand on <html>: the page without a connection is shown in them too.
async function remember(html) {
  const attributes = /<html lang="\w+"([^>]*)>/.exec(html)?.[1];
  if (attributes !== undefined) await (await caches.open(SHELL)).put(HEAD, new Response(attributes));
}

// The oldest go until both the number and the size of the rest are within bounds.
async function prune(pages) {
  const found = [];
  for (const request of await pages.keys()) {
    const { headers } = await pages.match(request);
    found.push({ request, at: headers.get("X-Kept-At") ?? "", size: Number(headers.get("X-Kept-Size")) || 0 });
  }
  found.sort((one, other) => (one.at < other.at ? 1 : -1));
  let size = 0;
  for (const [number, each] of found.entries()) {
    size += each.size;
    if (number >= PORTAL.most || size > PORTAL.room) await pages.delete(each.request);
  }
}

async function keepParts(html) {
  const parts = await caches.open(PARTS);
  const named = [...html.matchAll(/(?:href|src)="([^"]+\.(?:css|js))"/g)].map((found) => found[1]);
  for (const address of named) {
    if (address.startsWith(PORTAL.static) && !(await parts.match(address))) await parts.add(address).catch(() => {});
  }
  const keys = await parts.keys();
  for (const request of keys.slice(0, Math.max(0, keys.length - PORTAL.parts))) await parts.delete(request);
}

// A kept page says that it is one, and of when, before anything else in its text.
async function saved(kept, url) {
  const code = languageOf(url.pathname);
  const words = PORTAL.words[code].saved.replace("{date}", written(new Date(kept.headers.get("X-Kept-At")), code));
  return noticed(kept, code, words);
}

async function offline(url) {
  const wanted = (self.navigator.languages ?? []).map((tag) => tag.slice(0, 2));
  const code = languageOf(url.pathname) ?? wanted.find((tag) => PORTAL.languages.includes(tag)) ?? PORTAL.languages[0];
  const shell = await caches.open(SHELL);
  const found = await shell.match(`/${code}/offline/`);
  if (!found) return Response.error();
  const own = url.pathname === `/${code}/offline/`;
  const head = await (await shell.match(HEAD))?.text();
  return noticed(found, code, own ? "" : PORTAL.words[code].missing, head);
}

async function noticed(answer, code, words, head) {
  let html = await answer.text();
  if (head !== undefined) html = html.replace(/<html lang="(\w+)"[^>]*>/, (_, lang) => `<html lang="${lang}"${head}>`);
  html = html.replace(/<aside class="(?:live-strip|urgent)"[\s\S]*?<\/aside>/g, ""); // by now it may be over
  if (words) {
    const notice = `<div class="page saved-copy"><p class="notice" role="status">${words}</p></div>`;
    html = html.replace(/<main\b[^>]*>/, (main) => main + notice);
  }
  return new Response(html, { headers: answer.headers });
}

function written(moment, code) {
  const two = (number) => String(number).padStart(2, "0");
  const parts = {
    year: moment.getFullYear(),
    month: PORTAL.months[code][moment.getMonth()],
    day: moment.getDate(),
    clock: `${two(moment.getHours())}:${two(moment.getMinutes())}`,
  };
  return PORTAL.dates[code].replace(/\{(\w+)\}/g, (_, name) => parts[name]);
}
