// The service worker. The server puts "version", "files" and "newMessage" before this: see Page/ServiceWorker.cs.
// All files of one version are kept together. Their addresses change with their content. A new version waits until no tab uses the old one.

const prefix = 'roomchat-page-';
const store = prefix + version;
const kept = new Set(files);
const patience = 3000; // milliseconds until the kept document is shown instead of the network's

self.addEventListener('install', event => event.waitUntil(install()));
self.addEventListener('message', event => { if (event.data === 'version') event.ports[0]?.postMessage(version); });
self.addEventListener('activate', event => event.waitUntil(removeOthers()));
self.addEventListener('push', event => event.waitUntil(tell(event.data?.json() ?? {})));
self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(openRoom(event.notification.data?.room));
});
self.addEventListener('fetch', event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (kept.has(url.pathname)) event.respondWith(fromStore(request));
  else if (request.mode === 'navigate' && (url.pathname === '/' || url.pathname.startsWith('/r/'))) event.respondWith(open(request));
});

async function install() {
  const cache = await caches.open(store);
  await cache.addAll(files);
  // Without a cookie, so that the kept document names no user.
  const page = await fetch('/', { credentials: 'omit', cache: 'no-store' });
  if (page.headers.get('RoomChat-Page') !== version) throw new Error('The document is of another version.');
  await cache.put('/', page);
}

async function removeOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter(name => name.startsWith(prefix) && name !== store).map(name => caches.delete(name)));
}

async function fromStore(request) {
  return await caches.match(request.url, { cacheName: store, ignoreVary: true }) ?? fetch(request);
}

// The network's document comes first, because it may be newer. Without one, the kept document opens with the data stored here.
async function open(request) {
  const network = fetch(request);
  const late = new Promise(resolve => setTimeout(resolve, patience));
  try {
    const answer = await Promise.race([network, late]);
    if (answer && answer.status < 500) return answer;
  } catch {
    // no network: see below
  }

  return await caches.match('/', { cacheName: store, ignoreVary: true }) ?? network;
}

// Sent while no page of the user is open. Without "author" the content must not be shown.
function tell({ room, title, author, text }) {
  const words = newMessage[navigator.language.split('-')[0]] ?? newMessage.en;
  return self.registration.showNotification((author ? `${author} · ` : '') + (title ?? `#${room}`), {
    body: text ?? words, tag: `roomchat-${room}`, icon: '/favicon.svg', data: { room } });
}

// An open page moves to the room by itself.
async function openRoom(room) {
  const address = room ? `/r/${encodeURIComponent(room)}` : '/';
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.length === 0) return self.clients.openWindow(address);
  pages[0].postMessage({ room });
  return pages[0].focus();
}
