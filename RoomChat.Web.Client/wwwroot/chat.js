// What a stylesheet and C# cannot do: keep the place in a list, tell keys of an input method from others, keep the focus, and hear the browser's own events.

const nearEnd = 48; // pixels

// The element whose text is read at the top of the list; by halves, since the list is long.
function findAnchor(scroller, list) {
  const top = scroller.getBoundingClientRect().top;
  const items = list.children;
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].getBoundingClientRect().bottom > top) high = middle; else low = middle + 1;
  }
  // Not the item itself: a line about author or day above the text may come and go.
  for (; low < items.length; low++) {
    const text = items[low].querySelector('.content');
    if (text && text.getBoundingClientRect().bottom > top) return { text, top: text.getBoundingClientRect().top };
  }
  return null;
}

export function follow(scroller, page) {
  const list = scroller.querySelector('.messages');
  let anchor = null;
  let atEnd = true;
  let inSight = true;
  let last = null;
  const note = () => {
    const rest = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    atEnd = rest <= 1;
    anchor = findAnchor(scroller, list);
    const now = rest <= nearEnd;
    if (now === inSight) return;
    inSight = now;
    page.invokeMethodAsync('OnEndInSight', now);
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
    // A message of one's own is always looked at.
    const isOwn = isNew && last && last.matches('.own.sending');
    if (atEnd || (inSight && isNew) || isOwn) scroller.scrollTop = scroller.scrollHeight;
    note();
  };
  const changed = new MutationObserver(onChange);
  const resized = new ResizeObserver(onChange);
  scroller.addEventListener('scroll', note, { passive: true });
  changed.observe(scroller, { childList: true, subtree: true, characterData: true });
  resized.observe(scroller);
  resized.observe(list);
  last = list.lastElementChild;
  toEnd();
  return {
    toEnd,
    stop() {
      scroller.removeEventListener('scroll', note);
      changed.disconnect();
      resized.disconnect();
    },
  };
}

// Whether a key is for an input method, as Enter that takes what was composed. Safari ends the composition first, and then tells the key with the code 229.
function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

export function sendOnEnter(input) {
  input.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    input.form.requestSubmit();
  });
  if (matchMedia('(hover: hover)').matches) input.focus(); // on a phone it would open the keyboard
}

// No field sends a form, and nothing closes, by a key that was for the input method.
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

// Where a user goes on. On a phone a field would open the keyboard, so that it is a heading there.
function goOn() {
  const places = matchMedia('(hover: hover)').matches
    ? ['#display-name', '#composer', '#new-room']
    : ['.sign-in h1', '.room-title h1', '.no-room h1', '.room-list-head h2'];
  places.some(place => focus(document.querySelector(place)));
}

// When the focused element goes, is hidden or disabled, the browser leaves the focus nowhere, and a keyboard begins at the top of the page.
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
  document.addEventListener('focusin', event => {
    last = event.target;
    const place = last.closest('[data-focus-home]');
    home = place?.dataset.focusHome ? document.querySelector(place.dataset.focusHome) : place;
    // Notes come and go by themselves; whoever has dismissed one goes back.
    if (!last.closest('[data-focus-passing]')) before = last;
  });
  // Whoever presses beside everything has left on purpose.
  document.addEventListener('pointerdown', event => {
    if (!event.target.closest('a, button, input, textarea, [tabindex]')) last = home = null;
  });
  new MutationObserver(check).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['class', 'disabled', 'hidden'] });
  check();
}

export function findKeys(prefix) {
  return Object.keys(localStorage).filter(key => key.startsWith(prefix));
}

export function watchPage(page) {
  document.addEventListener('visibilitychange', () => page.invokeMethodAsync('OnVisibilityChanged', !document.hidden));
  addEventListener('online', () => page.invokeMethodAsync('OnOnline'));
  for (const name of ['offline', 'pageshow']) addEventListener(name, () => page.invokeMethodAsync('OnNetworkChanged'));
  document.addEventListener('resume', () => page.invokeMethodAsync('OnNetworkChanged'));
  navigator.connection?.addEventListener('change', () => page.invokeMethodAsync('OnNetworkChanged'));
  addEventListener('storage', event => { if (event.key) page.invokeMethodAsync('OnKeptElsewhere', event.key); });
  ignoreComposition();
  keepFocus();
}
