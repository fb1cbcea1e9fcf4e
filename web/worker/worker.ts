declare const self: ServiceWorkerGlobalScope;

/** Files of the app, as the build writes them in here (see `vite.config.ts`). */
declare const appFiles: readonly string[];

// Keeps the app itself on the device, so that it opens without a connection. What the server answers is never kept: it is about people.

/** Another build has other files, so that its copy has another name. */
const copy = `tacto-${hashOf(appFiles.join())}`;
const page = '/';
/** A connection that does not answer for so long (ms) counts as none. */
const patience = 4000;

self.addEventListener('install', (event) => {
  const fill = async (): Promise<void> => {
    const cache = await caches.open(copy);
    await cache.addAll([page, ...appFiles]);
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener('activate', (event) => {
  const tidy = async (): Promise<void> => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== copy).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(openPage(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(file(request));
});

/** The page as the server has it; as the device has it where the server does not answer. */
async function openPage(request: Request): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(patience) });
  } catch (error) {
    const kept = await caches.match(page);
    if (kept === undefined) throw error;
    return kept;
  }
}

/** A file of the app, whose name changes with what is in it. */
async function file(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** A short number for a text (FNV-1a). */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  return (hash >>> 0).toString(16);
}
