// Reading offline is switched off: what was kept on this device goes, and so does the worker.

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("jauap-")) await caches.delete(name);
    await self.registration.unregister();
  })());
});
