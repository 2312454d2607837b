// Links to messages: copies links, and shows the message in the page's address.

const isField = element => element?.closest('input, textarea, select, [contenteditable]');

// Finds the message that a key applies to: the focused one, the one under the pointer, or the last visible one.
function findMeant() {
  const focused = document.activeElement?.closest('.message');
  const pointed = document.querySelector('.messages .message:hover');
  if (focused ?? pointed) return focused ?? pointed;
  const end = document.querySelector('.app .scroller')?.getBoundingClientRect().bottom;
  const seen = [...document.querySelectorAll('.app .scroller .message[data-offset]')]
    .filter(message => message.getBoundingClientRect().bottom <= end + 1);
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

// Keeps a message visible for 60 frames, or until the user does something. A new list scrolls to its end, and moves while earlier messages
// are loaded.
async function keepInSight(message) {
  const ended = new AbortController();
  for (const name of ['wheel', 'keydown', 'pointerdown'])
    addEventListener(name, () => ended.abort(), { signal: ended.signal, passive: true });
  for (let frames = 0; frames < 60 && !ended.signal.aborted && message.isConnected; frames++) {
    message.scrollIntoView({ block: 'center' });
    await new Promise(requestAnimationFrame);
  }

  ended.abort();
}

export async function showMessage(offset) {
  // The page may not have rendered the message yet, so this tries for 60 frames.
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
