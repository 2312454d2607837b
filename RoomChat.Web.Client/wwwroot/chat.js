// Tasks that stylesheets and C# cannot do: keep the scroll position of a list, recognise keys of an input method, keep the focus, and
// handle the browser's own events.

const nearEnd = 48; // pixels

// Finds the message text at the top of the visible list. Uses binary search, because the list is long.
function findAnchor(scroller, list) {
  const top = scroller.getBoundingClientRect().top;
  const items = list.children;
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].getBoundingClientRect().bottom > top) high = middle; else low = middle + 1;
  }
  // Uses the text and not the item: lines for author or day above the text may appear and disappear.
  for (; low < items.length; low++) {
    const text = items[low].querySelector('.content');
    if (text && text.getBoundingClientRect().bottom > top) return { text, top: text.getBoundingClientRect().top };
  }
  return null;
}

// Keeps the scroll position of a message list. Only a window of the list is in the document; this asks the page to move it in time.
export function follow(scroller, page, area) {
  const list = scroller.querySelector('.messages');
  let anchor = null;
  let atEnd = true;
  let inSight = true;
  let isAsking = false;
  let isOver = false;
  let last = null;
  const rest = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
  const ask = async (name, ...values) => {
    isAsking = true;
    try {
      await page.invokeMethodAsync(name, ...values);
    } catch (error) {
      if (!isOver) throw error; // after stop, the list is gone and the error does not matter
    } finally {
      isAsking = false;
    }
    requestAnimationFrame(look);
  };
  // Asks two screens ahead, so that quick scrolling does not reach the end of the window.
  const look = () => {
    if (isAsking || isOver || !list.isConnected) return;
    const [view, box] = [scroller.getBoundingClientRect(), list.getBoundingClientRect()];
    const height = list.children.length > 0 ? box.height / list.children.length : 56;
    if (list.children.length > 0 && (box.bottom < view.top || box.top > view.bottom)) {
      ask('OnJump', scroller.scrollTop / Math.max(1, scroller.scrollHeight - scroller.clientHeight), height);
    } else if (list.dataset.above && box.top > view.top - 2 * view.height) {
      ask('OnEdge', true, height);
    } else if (list.dataset.below && box.bottom < view.bottom + 2 * view.height) {
      ask('OnEdge', false, height);
    }
  };
  const note = () => {
    atEnd = rest() <= 1;
    anchor = findAnchor(scroller, list);
    const divider = list.querySelector('.unread-divider');
    const top = scroller.getBoundingClientRect().top;
    area?.toggleAttribute('data-unread-above', divider ? divider.getBoundingClientRect().bottom < top : area.dataset.divider === 'above');
    const now = rest() <= nearEnd && !list.dataset.below;
    if (now === inSight) return;
    inSight = now;
    page.invokeMethodAsync('OnEndInSight', now);
  };
  const onScroll = () => {
    note();
    look();
  };
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    note();
  };
  const onChange = () => {
    const isNew = list.lastElementChild !== last;
    last = list.lastElementChild;
    if (anchor && anchor.text.isConnected) {
      const moved = anchor.text.getBoundingClientRect().top - anchor.top;
      if (moved !== 0) scroller.scrollTop += moved;
    }
    // A new own message always scrolls to the end.
    const isOwn = isNew && last && last.matches('.own.sending');
    const hasEnd = !list.dataset.below;
    if (isOwn || (hasEnd && (atEnd || (inSight && isNew)))) scroller.scrollTop = scroller.scrollHeight;
    note();
    requestAnimationFrame(look);
  };
  // J and K move the focus between messages; U clicks the message's "unread" button.
  const onKey = event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, textarea, select')) return;
    const message = event.target.closest('.message');
    const step = { j: 1, k: -1 }[event.key];
    if (step) {
      const messages = [...list.querySelectorAll('.message')];
      const at = message ? messages.indexOf(message) + step : messages.length - 1;
      messages[Math.max(0, Math.min(at, messages.length - 1))]?.focus();
    } else if (event.key === 'u' && message) {
      message.querySelector('[data-action=unread]')?.click();
    }
  };
  const changed = new MutationObserver(onChange);
  const resized = new ResizeObserver(onChange);
  scroller.addEventListener('scroll', onScroll, { passive: true });
  scroller.addEventListener('keydown', onKey);
  changed.observe(scroller, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['style'] });
  resized.observe(scroller);
  resized.observe(list);
  last = list.lastElementChild;
  toEnd();
  return {
    toEnd,
    // Scrolls a message to a quarter of the height, so that some earlier messages are visible.
    show(offset) {
      const message = list.querySelector(`[data-offset="${offset}"]`) ?? list.querySelector('.unread-divider');
      if (!message) return;
      scroller.scrollTop += message.getBoundingClientRect().top - scroller.getBoundingClientRect().top - scroller.clientHeight / 4;
      note();
      message.focus({ preventScroll: true });
    },
    stop() {
      isOver = true;
      scroller.removeEventListener('scroll', onScroll);
      scroller.removeEventListener('keydown', onKey);
      changed.disconnect();
      resized.disconnect();
    },
  };
}

// Reports the visible rows of a list whose rows have the same height.
export function watchRows(scroller, page) {
  let told = '';
  const tell = () => {
    const row = parseFloat(getComputedStyle(scroller).getPropertyValue('--row')) || 44;
    const [first, count] = [Math.max(0, Math.floor(scroller.scrollTop / row)), Math.ceil(scroller.clientHeight / row)];
    if (told === `${first} ${count}`) return;
    told = `${first} ${count}`;
    page.invokeMethodAsync('OnRows', first, count);
  };
  // Arrow keys move between rooms. The window has rows around the visible ones, so the next row is in the document.
  const onKey = event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || !event.target.matches('.room-item')) return;
    const items = [...scroller.querySelectorAll('.room-item')];
    const next = items[items.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const resized = new ResizeObserver(tell);
  resized.observe(scroller);
  scroller.addEventListener('scroll', tell, { passive: true });
  scroller.addEventListener('keydown', onKey);
  tell();
  return {
    stop() {
      resized.disconnect();
      scroller.removeEventListener('scroll', tell);
      scroller.removeEventListener('keydown', onKey);
    },
  };
}

// Whether a key belongs to an input method, such as Enter that accepts composed text. Safari ends the composition first and then sends
// the key with code 229.
function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

function isPhone() {
  return !matchMedia('(hover: hover)').matches;
}

export function sendOnEnter(input, isOpening = false) {
  input.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
    // On a phone, Enter is the only key for a new line, so it does not send.
    const sends = event.ctrlKey || event.metaKey || (input.dataset.enterSends !== 'false' && !isPhone());
    if (!sends) return;
    event.preventDefault();
    input.form.requestSubmit();
  });
  const isTaken = isOpening && document.activeElement !== document.body && document.activeElement !== placed;
  if (!isPhone() && !isTaken) input.focus(); // on a phone the focus would open the keyboard
}

const draftPause = 250; // milliseconds without a key press until the page gets the text
const typingPause = 2500; // milliseconds between two typing events

// Runs the composer. The text stays in the field until it is sent, so that a key press runs no WebAssembly code. The page gets the text
// when the user pauses or leaves the field. The draft is stored here, because a closing page cannot wait for a call to C#.
export function compose(form, page, draft, draftKey, most, isOpening) {
  const [input, button] = [form.querySelector('textarea'), form.querySelector('[type=submit]')];
  const encoder = new TextEncoder();
  let [heard, timer, toldAt] = [draft, 0, -Infinity];
  const size = () => encoder.encode(input.value.trim()).length;
  const look = () => {
    const bytes = size();
    button.disabled = bytes === 0 || bytes > most;
    return bytes;
  };
  const tell = () => {
    clearTimeout(timer);
    if (input.value === heard) return;
    heard = input.value;
    try { sessionStorage.setItem(draftKey, heard); } catch { /* storage is forbidden or full: a reload loses the draft */ }
    page.invokeMethodAsync('OnText', heard);
  };
  const write = text => {
    clearTimeout(timer);
    input.value = heard = text;
    look();
  };
  input.addEventListener('input', () => {
    const bytes = look();
    clearTimeout(timer);
    timer = setTimeout(tell, bytes > most * 3 / 4 ? 0 : draftPause); // near the limit the page shows the remaining length
    if (bytes === 0 || performance.now() - toldAt < typingPause) return;
    toldAt = performance.now();
    requestAnimationFrame(() => setTimeout(() => page.invokeMethodAsync('OnTyping'))); // after the frame that shows the letter
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    const [text, bytes] = [input.value.trim(), size()];
    if (bytes === 0 || bytes > most) return;
    write('');
    page.invokeMethodAsync('OnSubmit', text);
  });
  input.addEventListener('blur', tell);
  addEventListener('pagehide', tell);
  sendOnEnter(input, isOpening);
  look();
  tell(); // the user may have typed before the page had started
  return {
    write,
    insert: text => insertText(input, text),
    // Returns the text if the page does not have it yet; else null.
    stop() {
      clearTimeout(timer);
      removeEventListener('pagehide', tell);
      const unheard = input.value === heard ? null : input.value;
      heard = input.value;
      return unheard;
    },
  };
}

const filterPause = 150; // milliseconds without a key press until the list of rooms is filtered

// Runs the field that finds or creates a room. The page gets the text when the user pauses, and when the user presses Enter.
export function watchName(form, page) {
  const input = form.querySelector('input');
  let timer = 0;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => page.invokeMethodAsync('OnText', input.value), filterPause);
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    clearTimeout(timer);
    page.invokeMethodAsync('OnSubmit', input.value);
  });
  return {
    // Keeps text that the user has typed meanwhile.
    clear(entered) {
      if (input.value !== entered) return false;
      input.value = '';
      return true;
    },
    stop() { clearTimeout(timer); },
  };
}

// Inserts text at the caret like typed text, so that the user can undo it and input events are raised.
function insertText(input, text) {
  input.focus();
  if (!document.execCommand('insertText', false, text)) {
    input.setRangeText(text, input.selectionStart, input.selectionEnd, 'end');
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
}

export async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Without TLS, only the selection can be copied.
  const field = Object.assign(document.createElement('textarea'), { value: text });
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

export function openDialog(dialog) {
  if (dialog.open) return;
  dialog.showModal();
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  dialog.querySelector('[autofocus]')?.focus();
}

export function isVisible() {
  return !document.hidden;
}

export function language() {
  return navigator.language;
}

export function applySettings(theme, density, ownAtEnd, language, isRightToLeft) {
  const root = document.documentElement;
  root.lang = language;
  root.dir = isRightToLeft ? 'rtl' : 'ltr';
  Object.assign(root.dataset, { theme: theme.toLowerCase(), density: density.toLowerCase(), own: ownAtEnd ? 'end' : 'start' });
}

let told = null;

export function notify(title, body, room) {
  if (!('Notification' in window) || Notification.permission !== 'granted') return false;
  const notification = new Notification(title, { body, tag: `roomchat-${room}`, icon: 'favicon.svg' });
  notification.onclick = () => {
    focusWindow();
    told?.invokeMethodAsync('OnNotificationClicked', room);
    notification.close();
  };
  return true;
}

function focusWindow() {
  window.focus();
}

export async function askToNotify() {
  return 'Notification' in window && await Notification.requestPermission() === 'granted';
}

// Subscribes to the browser's push service. A subscription with another key of the server is replaced.
export async function subscribeToPush(key) {
  const push = (await navigator.serviceWorker?.getRegistration())?.pushManager;
  if (!push || Notification.permission !== 'granted') return null;
  const options = { userVisibleOnly: true, applicationServerKey: key };
  try {
    return partsOf(await push.subscribe(options));
  } catch (problem) {
    const other = await push.getSubscription();
    if (!other) {
      console.warn('No push service:', problem);
      return null;
    }
    await other.unsubscribe();
    return partsOf(await push.subscribe(options));
  }
}

export async function unsubscribeFromPush() {
  const subscription = await (await navigator.serviceWorker?.getRegistration())?.pushManager?.getSubscription();
  if (!subscription) return null;
  await subscription.unsubscribe();
  return partsOf(subscription);
}

function partsOf(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  return [endpoint, keys.p256dh, keys.auth];
}

// Plays two short tones. They are generated, so that no file is loaded.
export function sound() {
  const audio = new AudioContext();
  for (const [at, pitch] of [[0, 660], [0.12, 880]]) {
    const [tone, volume] = [audio.createOscillator(), audio.createGain()];
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.08, audio.currentTime + at);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + at + 0.25);
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.25);
  }
  setTimeout(() => audio.close(), 1000);
  return true;
}

// Shows a dot on the tab's icon, and a number on the icon of an installed page.
export function badge(unread) {
  const icon = document.querySelector('link[rel=icon]');
  if (!icon) return;
  icon.dataset.plain ??= icon.href;
  if (unread > 0) navigator.setAppBadge?.(unread); else navigator.clearAppBadge?.();
  if (unread === 0) {
    icon.href = icon.dataset.plain;
    return;
  }
  const image = new Image();
  image.onload = () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
    const paper = canvas.getContext('2d');
    paper.drawImage(image, 0, 0, 64, 64);
    paper.fillStyle = '#c22f35';
    paper.beginPath();
    paper.arc(48, 16, 15, 0, 2 * Math.PI);
    paper.fill();
    icon.href = canvas.toDataURL();
  };
  image.src = icon.dataset.plain;
}

const shortcuts = {
  'ctrl+k': 'switcher', 'ctrl+,': 'settings', 'alt+arrowup': 'above', 'alt+arrowdown': 'below', '?': 'shortcuts', 'escape': 'latest',
};

function watchShortcuts(page) {
  addEventListener('keydown', event => {
    if (isComposing(event)) return;
    const isField = event.target.matches('input, textarea, select');
    const prefix = (event.ctrlKey || event.metaKey ? 'ctrl+' : '') + (event.altKey ? 'alt+' : '');
    const name = shortcuts[prefix + event.key.toLowerCase()];
    if (!name || (isField && prefix === '' && event.key !== 'Escape')) return;
    if (document.querySelector('dialog[open], :popover-open')) return; // last, because it searches the whole document
    event.preventDefault();
    page.invokeMethodAsync('OnShortcut', name);
    if (name === 'latest') document.querySelector('.new-messages')?.click();
  });
}

// Keeps keys of the input method from submitting forms and closing dialogs.
export function ignoreComposition() {
  let wasComposing = false;
  addEventListener('keydown', event => {
    wasComposing = isComposing(event);
    if (wasComposing && !event.isComposing && (event.key === 'Enter' || event.key === 'Escape')) event.preventDefault();
  }, true);
  addEventListener('keyup', () => { wasComposing = false; }, true);
  addEventListener('submit', event => {
    if (!wasComposing) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
}

function isUsable(element) {
  return element && element.isConnected && element.checkVisibility() && !element.matches(':disabled');
}

function focus(element) {
  if (!isUsable(element)) return false;
  element.focus({ preventScroll: true });
  return document.activeElement === element;
}

export function focusOn(id) {
  focus(document.getElementById(id));
}

// The element that goOn has focused, until the user types or moves the focus.
let placed = null;

// Focuses the main field; on a phone a heading, because a field would open the keyboard.
function goOn() {
  const places = matchMedia('(hover: hover)').matches
    ? ['#display-name', '#composer', '#new-room']
    : ['.sign-in h1', '.room-title h1', '.no-room h1', '.room-list-head h2'];
  placed = places.some(place => focus(document.querySelector(place))) ? document.activeElement : null;
}

// Moves the focus when the focused element is removed, hidden or disabled. Without this no element has the focus, and keyboard users
// start again at the top of the page.
export function keepFocus() {
  let last = null;
  let home = null;
  let before = null;
  let scene;
  const check = () => {
    const now = document.querySelector('.chat, .sign-in')?.className.split(' ')[0];
    const isOther = now !== scene && (scene !== undefined || now === 'sign-in');
    scene = now;
    const active = document.activeElement;
    if (active && active !== document.body && active !== last) return;
    if (last ? isUsable(last) : !isOther) return;
    const places = [home, before];
    last = home = null;
    if (!places.some(focus)) goOn();
  };
  document.addEventListener('input', () => { placed = null; }, true);
  document.addEventListener('focusin', event => {
    last = event.target;
    if (last !== placed) placed = null;
    const place = last.closest('[data-focus-home]');
    home = place?.dataset.focusHome ? document.querySelector(place.dataset.focusHome) : place;
    // Notes disappear by themselves. After a note, the focus returns to the element before it.
    if (!last.closest('[data-focus-passing]')) before = last;
  });
  // A click outside all controls removes the focus on purpose.
  document.addEventListener('pointerdown', event => {
    if (!event.target.closest('a, button, input, textarea, [tabindex]')) last = home = null;
  });
  new MutationObserver(check).observe(
    document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['class', 'disabled', 'hidden'] });
  check();
}

export function findKeys(ofAllTabs, prefix) {
  return Object.keys(ofAllTabs ? localStorage : sessionStorage).filter(key => key.startsWith(prefix));
}

function versionOf(worker) {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = event => resolve(event.data);
    worker.postMessage('version', [port2]);
  });
}

// Reports when a new version of the page is ready. An open page keeps its own files until it is reloaded.
export async function watchVersion(page) {
  if (!navigator.serviceWorker) return;
  const registration = await navigator.serviceWorker.ready;
  const tell = async () => {
    const next = registration.waiting;
    if (next && await versionOf(next) !== document.documentElement.dataset.page) page.invokeMethodAsync('OnNewVersion');
  };
  registration.addEventListener('updatefound', () => {
    const next = registration.installing;
    next.addEventListener('statechange', () => { if (next.state === 'installed') tell(); });
  });
  // An open page checks for a new version when the user returns to it. A failed check is repeated the next time.
  const ask = () => { if (!document.hidden) registration.update().catch(problem => console.info('No news of the page:', problem)); };
  document.addEventListener('visibilitychange', ask);
  await tell();
}

export function watchPage(page) {
  told = page;
  watchVersion(page);
  watchShortcuts(page);
  navigator.serviceWorker?.addEventListener('message', ({ data }) => {
    if (typeof data?.room === 'string') page.invokeMethodAsync('OnNotificationClicked', data.room);
  });
  document.addEventListener('visibilitychange', () => page.invokeMethodAsync('OnVisibilityChanged', !document.hidden));
  addEventListener('online', () => page.invokeMethodAsync('OnOnline'));
  for (const name of ['offline', 'pageshow']) addEventListener(name, () => page.invokeMethodAsync('OnNetworkChanged'));
  document.addEventListener('resume', () => page.invokeMethodAsync('OnNetworkChanged'));
  navigator.connection?.addEventListener('change', () => page.invokeMethodAsync('OnNetworkChanged'));
  addEventListener('storage', event => { if (event.key) page.invokeMethodAsync('OnKeptElsewhere', event.key); });
  ignoreComposition();
  keepFocus();
}
