// What a stylesheet and C# cannot do: follow the end of a list, send on Enter, and hear the browser's own events.

const nearEnd = 48; // pixels

export function follow(scroller, page) {
  let inSight = true;
  const toEnd = () => { scroller.scrollTop = scroller.scrollHeight; };
  const onScroll = () => {
    const now = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight <= nearEnd;
    if (now === inSight) return;
    inSight = now;
    page.invokeMethodAsync('OnEndInSight', now);
  };
  const onGrow = () => {
    // A message of one's own is always looked at.
    const last = scroller.querySelector('.messages > li:last-child');
    if (inSight || (last && last.matches('.own.sending'))) toEnd();
  };
  const grown = new MutationObserver(onGrow);
  const resized = new ResizeObserver(onGrow);
  scroller.addEventListener('scroll', onScroll, { passive: true });
  grown.observe(scroller, { childList: true, subtree: true, characterData: true });
  resized.observe(scroller);
  toEnd();
  return {
    toEnd,
    stop() {
      scroller.removeEventListener('scroll', onScroll);
      grown.disconnect();
      resized.disconnect();
    },
  };
}

export function sendOnEnter(input) {
  input.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    input.form.requestSubmit();
  });
  if (matchMedia('(hover: hover)').matches) input.focus(); // on a phone it would open the keyboard
}

export function watchPage(page) {
  document.addEventListener('visibilitychange', () => page.invokeMethodAsync('OnVisibilityChanged', !document.hidden));
  window.addEventListener('online', () => page.invokeMethodAsync('OnOnline'));
}
