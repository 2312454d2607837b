// Lets users type before WebAssembly runs, then hands over to the page: text, caret and focus stay.
(() => {
  const shell = document.getElementById('shell');
  if (!shell) return;
  const byId = id => document.getElementById(id);
  const [entrance, chat, name, text, composer] = ['shell-entrance', 'shell-chat', 'shell-name', 'shell-text', 'shell-composer'].map(byId);
  const roomRule = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/;
  const maxContentBytes = 16 * 1024;
  let user = null;
  let room = null;
  let entering = false; // the request with the name has no answer yet
  let entered = false; // the name was accepted; the page may not have it yet
  let composing = false; // an input method is active

  // A browser may forbid access to its storage.
  const tryTo = (work, otherwise = null) => { try { return work(); } catch { return otherwise; } };
  const read = (key, where = localStorage) => tryTo(() => where.getItem(key));
  const readJson = key => tryTo(() => JSON.parse(localStorage.getItem(key)));

  function roomOfAddress() {
    const named = /^\/r\/([^/]+)(?:\/\d+)?\/?$/.exec(location.pathname)?.[1];
    const id = named && tryTo(() => decodeURIComponent(named));
    return id && id !== 'all' && roomRule.test(id) ? id : null;
  }

  const joined = () => tryTo(() => Object.keys(localStorage).filter(key => key.startsWith('roomchat.room/'))
    .sort((a, b) => read(a).localeCompare(read(b))).map(key => key.slice('roomchat.room/'.length)), []);

  function line(author, content, own) {
    const item = document.createElement('li');
    item.className = `message first${own ? ' own' : ''}`;
    const body = item.appendChild(document.createElement('div'));
    body.className = 'message-body';
    const byline = body.appendChild(document.createElement('p'));
    byline.className = 'byline';
    byline.append(own ? 'You' : author);
    const said = body.appendChild(document.createElement('p'));
    said.className = 'content';
    said.dir = 'auto';
    said.textContent = content;
    byId('shell-messages').append(item);
    item.parentElement.parentElement.scrollTop = item.parentElement.scrollHeight;
  }

  function listRooms() {
    for (const id of joined()) {
      const link = document.createElement('a');
      link.className = `room-item joined${id === room ? ' current' : ''}`;
      link.href = `/r/${encodeURIComponent(id)}`;
      const hash = link.appendChild(document.createElement('span'));
      hash.className = 'room-hash';
      hash.textContent = '#';
      hash.setAttribute('aria-hidden', 'true');
      link.append(id);
      byId('shell-rooms').appendChild(document.createElement('li')).append(link);
    }
  }

  function showChat() {
    [entrance.hidden, chat.hidden] = [true, false];
    room = roomOfAddress() ?? (read('roomchat.current', sessionStorage) ?? read('roomchat.current') ?? null);
    if (!room || !joined().includes(room) && room !== roomOfAddress()) room = null;
    byId('shell-me').textContent = user.name;
    listRooms();
    if (!room) {
      chat.className = 'chat shows-rooms';
      return;
    }

    byId('shell-room').textContent = room;
    for (const message of readJson(`roomchat.kept/${room}`)?.Messages ?? []) line(message.User.Name, message.Content, message.User.Id === user.id);
    text.placeholder = `Message #${room}`;
    text.value = read(`roomchat.draft/${room}`, sessionStorage) ?? read(`roomchat.draft/${room}`) ?? '';
    composer.hidden = false;
    if (matchMedia('(hover: hover)').matches) text.focus();
  }

  function keepDraft() {
    for (const where of [sessionStorage, localStorage]) tryTo(() => where.setItem(`roomchat.draft/${room}`, text.value));
  }

  // Stored like the page's unsent messages. The page sends it when it enters the room.
  function send() {
    const content = text.value.trim();
    if (!content || new TextEncoder().encode(content).length > maxContentBytes) return;
    const id = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
    const message = { Id: id, RoomId: room, Content: content, Timestamp: new Date().toISOString(), User: { Id: user.id, Name: user.name }, Problem: null };
    if (!tryTo(() => { localStorage.setItem(`roomchat.unsent/${id}`, JSON.stringify(message)); return true; })) return; // the text stays
    line(user.name, content, true);
    text.value = '';
    keepDraft();
  }

  // Messages kept for the last session are not shown in this one. Drafts are shown only under the name that wrote them.
  function forgetOthers() {
    const isAnother = ![null, user.name].includes(read('roomchat.name'));
    for (const where of [localStorage, sessionStorage]) {
      for (const key of tryTo(() => Object.keys(where), [])) {
        if (key.startsWith('roomchat.kept/') || isAnother && key.startsWith('roomchat.draft/')) tryTo(() => where.removeItem(key));
      }
    }
  }

  async function enter() {
    if (entering || !name) return;
    entering = true;
    const rule = byId('shell-name-rule');
    rule.removeAttribute('role');
    try {
      const answer = await fetch('/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: name.value.trim() }) });
      const body = await answer.json();
      if (answer.ok) {
        user = body;
        entered = true;
        forgetOthers();
        tryTo(() => { localStorage.setItem('roomchat.name', user.name); localStorage.setItem('roomchat.user', JSON.stringify({ Id: user.id, Name: user.name })); });
        showChat();
      } else {
        refuse(body.errors?.name?.[0] ?? body.detail ?? body.title ?? shell.dataset.refused);
      }
    } catch {
      refuse(shell.dataset.unreachable);
    }
    entering = false;
    handOver();

    function refuse(problem) {
      rule.className = 'rule broken';
      rule.setAttribute('role', 'alert');
      rule.textContent = problem;
    }
  }

  function move(from, to) {
    const [start, end, focused] = [from.selectionStart, from.selectionEnd, document.activeElement === from];
    if (to.value !== from.value) {
      to.value = from.value;
      to.dispatchEvent(new Event('input', { bubbles: true }));
    }

    leave();
    if (focused) to.focus({ preventScroll: true });
    to.setSelectionRange(start, end);
    goOn();
  }

  function leave() {
    changes.disconnect();
    shell.remove(); // before this, nothing of the page can be focused
  }

  // On a phone, focus on a field would open the keyboard, so a heading gets it there.
  function goOn() {
    const places = matchMedia('(hover: hover)').matches
      ? ['#display-name', '#composer', '#new-room']
      : ['.sign-in h1', '.room-title h1', '.no-room h1', '.room-list-head h2'];
    for (const place of places) {
      if (document.activeElement !== document.body) return;
      document.querySelector(`.app ${place}`)?.focus({ preventScroll: true });
    }
  }

  // The page sets data-ready when it has entered its rooms. All in one task, so that no key can be pressed in between.
  function handOver() {
    if (entering || composing || !shell.isConnected) return;
    const app = document.querySelector('.app');
    if (app?.querySelector(':scope > .sign-in')) {
      const field = app.querySelector('#display-name');
      if (entered) tell();
      else if (field && !entrance.hidden) move(name, field);
      else end();
    } else if (app?.querySelector(':scope > .page-error')) {
      end();
    } else if (app?.querySelector(':scope > .chat[data-ready]')) {
      const field = app.querySelector('#composer');
      if (field && room && app.querySelector('.messages[data-room]')?.dataset.room === room) move(text, field);
      else end();
    }
  }

  function end() {
    leave();
    goOn();
  }

  // The page asked for its user before there was one. This tells it the name, like an event from another tab.
  function tell() {
    dispatchEvent(new StorageEvent('storage', { key: 'roomchat.name', newValue: user.name }));
    setTimeout(handOver, 100);
  }

  const changes = new MutationObserver(handOver);
  changes.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-ready'] });
  text.addEventListener('input', keepDraft);
  byId('shell-sign-in').addEventListener('submit', event => { event.preventDefault(); enter(); });
  composer.addEventListener('submit', event => { event.preventDefault(); send(); });
  text.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  });
  for (const field of [name, text].filter(field => field)) { // without guests there is no name field
    field.addEventListener('compositionstart', () => { composing = true; });
    field.addEventListener('compositionend', () => { composing = false; setTimeout(handOver); });
  }

  const { userId, userName, worker } = shell.dataset;
  const kept = readJson('roomchat.user');
  // A link from another site brings no cookie, and offline there is no answer. Until then the last user is shown.
  user = userId ? { id: userId, name: userName } : kept?.Id ? { id: kept.Id, name: kept.Name } : null;
  if (user) {
    showChat();
  } else {
    if (name) name.value = read('roomchat.name') ?? name.value;
    if (name && matchMedia('(hover: hover)').matches) name.focus();
  }

  // After everything else, because it fetches the page's files again.
  if (worker && navigator.serviceWorker) {
    addEventListener('load', () => setTimeout(() => navigator.serviceWorker.register(worker).catch(problem => console.warn('No service worker:', problem)), 3000));
  }
})();
