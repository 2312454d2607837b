// Links to messages: copies them, and shows the message that the page's address names.

const isField = element => element?.closest('input, textarea, select, [contenteditable]');

// The message that is meant by a key: the focused one, the one under the pointer, or the last one in sight.
function findMeant() {
  const focused = document.activeElement?.closest('.message');
  const pointed = document.querySelector('.messages .message:hover');
  if (focused ?? pointed) return focused ?? pointed;
  const end = document.querySelector('.app .scroller')?.getBoundingClientRect().bottom;
  const seen = [...document.querySelectorAll('.app .scroller .message[data-offset]')].filter(message => message.getBoundingClientRect().bottom <= end + 1);
  return seen.at(-1);
}

export function linkOf(message) {
  const room = message.closest('[data-room]')?.dataset.room;
  const { offset } = message.dataset;
  return room && offset ? `${location.origin}/r/${encodeURIComponent(room)}/${offset}` : null;
}

export function watchLinks(page) {
  const copy = async message => {
    const link = message && linkOf(message);
    if (!link) return;
    try {
      await navigator.clipboard.writeText(link);
      await page.invokeMethodAsync('OnLinkCopied', true);
    } catch {
      await page.invokeMethodAsync('OnLinkCopied', false);
    }
  };
  addEventListener('keydown', event => {
    if (event.key !== 'l' || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isField(event.target)) return;
    event.preventDefault();
    copy(findMeant());
  });
  addEventListener('click', event => {
    const button = event.target.closest?.('[data-copy-link]');
    if (button) copy(button.closest('.message'));
  });
}

// The list goes to its end when it begins, and moves while earlier messages come in: the message is kept in sight for a moment, unless the user does something.
async function keepInSight(message) {
  const ended = new AbortController();
  for (const name of ['wheel', 'keydown', 'pointerdown']) addEventListener(name, () => ended.abort(), { signal: ended.signal, passive: true });
  for (let frames = 0; frames < 60 && !ended.signal.aborted && message.isConnected; frames++) {
    message.scrollIntoView({ block: 'center' });
    await new Promise(requestAnimationFrame);
  }

  ended.abort();
}

export async function showMessage(offset) {
  // The page may still be drawing it.
  for (let tries = 0; tries < 60; tries++) {
    const message = document.querySelector(`.app .message[data-offset="${offset}"]`);
    if (message) {
      message.tabIndex = -1;
      message.focus({ preventScroll: true });
      document.querySelectorAll('.message.sought').forEach(other => other.classList.remove('sought'));
      message.classList.add('sought');
      await keepInSight(message);
      return;
    }

    await new Promise(requestAnimationFrame);
  }
}
