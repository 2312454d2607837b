// <roomchat-room room="general" key="…">: a room of RoomChat in any page. One module, no framework. Attributes: docs/widget.md.

const gatewayOfScript = new URL(import.meta.url).origin;
const most = 500; // lines in the list
const silence = 5000; // milliseconds without data until a ping is sent
const patience = 3500; // milliseconds without a pong until the connection is given up
const maxContentBytes = 16 * 1024;
const roomRule = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/;
// After these codes, and from 4500 on, another try would not help. docs/protocol.md lists them all.
const mayReconnect = code => code < 4500 && ![1002, 1003, 1007, 1009].includes(code);
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

const style = `
:host { display: flex; flex-direction: column; height: 28rem; min-height: 12rem; color-scheme: light dark; font: 400 15px/1.45 system-ui, sans-serif; overflow: hidden;
  --ground: light-dark(#f4f2ee, #131719); --surface: light-dark(#fffefb, #191e21); --line: light-dark(#ddd8cf, #333b41); --ink: light-dark(#1c2124, #e9e7e2);
  --soft: light-dark(#566066, #a5afb5); --accent: light-dark(#0b6e5f, #55c9b2); --accent-ink: light-dark(#fff, #06231e); --own: light-dark(#d3ece5, #1f4a43);
  --danger: light-dark(#a4262c, #ff9a96); border: 1px solid var(--line); border-radius: 12px; background: var(--surface); color: var(--ink); }
:host([theme=light]) { color-scheme: light; } :host([theme=dark]) { color-scheme: dark; } :host([hidden]) { display: none; }
* { box-sizing: border-box; margin: 0; }
header { display: flex; align-items: baseline; gap: 8px; padding: 10px 14px; border-bottom: 1px solid var(--line); }
h2 { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 16px; }
.state { color: var(--soft); font-size: 13px; }
.log { flex: 1; min-height: 0; overflow-y: auto; padding: 10px 14px; } ol { padding: 0; list-style: none; }
li { margin-bottom: 8px; width: fit-content; max-width: 88%; padding: 6px 11px; border-radius: 10px; background: var(--ground); overflow-wrap: anywhere; white-space: pre-wrap; }
li.own { margin-inline-start: auto; background: var(--own); } li.waiting { opacity: .7; } li.failed { outline: 1px solid var(--danger); }
.by { display: block; color: var(--soft); font-size: 12.5px; white-space: normal; } .by b { color: var(--ink); }
.problem { color: var(--danger); font-size: 12.5px; }
form { display: flex; gap: 8px; padding: 10px 14px; border-top: 1px solid var(--line); }
textarea { flex: 1; min-width: 0; min-height: 42px; max-height: 8rem; padding: 9px 12px; resize: none; field-sizing: content; font: inherit; color: inherit;
  border: 1px solid var(--line); border-radius: 10px; background: var(--surface); }
button { min-width: 44px; min-height: 42px; padding: 0 14px; border: 0; border-radius: 10px; font: inherit; font-weight: 600; background: var(--accent); color: var(--accent-ink); cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) { li, textarea { border: 1px solid; } }
`;

const markup = `
<header><h2 part="title"></h2><span class="state" role="status"></span></header>
<div class="log" role="log" tabindex="0" aria-live="polite"><ol></ol></div>
<form><label class="hidden" for="text">Message</label><textarea id="text" rows="1" placeholder="Message" enterkeyhint="send"></textarea><button>Send</button></form>
`;

// The connection to one room: reconnects, resumes at its position, drops duplicates, and publishes each message once.
class RoomConnection {
  #options; #on; #socket; #timer; #watch; #position = null; #me = null; #attempts = 0; #isJoined = false; #isOver = false; #mayGoDirect = true; #token;
  #unsent = new Map(); // by id, in the order of writing

  constructor(options, on) {
    [this.#options, this.#on, this.#token] = [options, on, options.token];
    addEventListener('online', this.#hurry);
    document.addEventListener('visibilitychange', this.#hurry);
    this.#connect();
  }

  say(content) {
    const message = { id: newId(), content };
    this.#unsent.set(message.id, message);
    this.#on.waiting(message);
    if (this.#isJoined) this.#publish(message);
  }

  end() {
    this.#isOver = true;
    removeEventListener('online', this.#hurry);
    document.removeEventListener('visibilitychange', this.#hurry);
    clearTimeout(this.#timer);
    clearTimeout(this.#watch);
    this.#socket?.close(1000, 'bye');
  }

  #hurry = () => {
    if (document.hidden || this.#isOver) return;
    if (this.#socket?.readyState === WebSocket.OPEN) this.#askForLife();
    else if (this.#timer) this.#connect();
  };

  // First a token from the page; then a ticket of the gateway, if it gives one; else the gateway's own WebSocket.
  async #findAddress() {
    const { gateway, socket, key } = this.#options;
    if (this.#token && socket) {
      const token = this.#token;
      this.#token = null; // valid for one connection
      return `${socket}?ticket=${encodeURIComponent(token)}`;
    }

    const query = key ? `?subscription-key=${encodeURIComponent(key)}` : '';
    if (this.#mayGoDirect) {
      this.#mayGoDirect = false; // until a direct connection has worked
      try {
        const answer = await fetch(`${gateway}/connect${query}`, { method: 'POST', credentials: key ? 'omit' : 'include', signal: AbortSignal.timeout(patience) });
        const { url, ticket } = answer.ok ? await answer.json() : {};
        if (url) return `${url}?ticket=${encodeURIComponent(ticket)}`;
      } catch {
        // Not allowed for this origin, or no network. The gateway's own WebSocket shows which.
      }
    }

    return `${gateway.replace(/^http/, 'ws')}/ws${query}`;
  }

  async #connect() {
    clearTimeout(this.#timer);
    this.#timer = null;
    const address = await this.#findAddress();
    if (this.#isOver) return;
    const socket = this.#socket = new WebSocket(address);
    this.#expectLife(2 * patience);
    socket.onopen = () => {
      this.#mayGoDirect ||= address.includes('?ticket=');
      this.#send({ action: 'resume' });
      this.#join();
    };
    socket.onmessage = event => {
      if (socket !== this.#socket) return;
      this.#heard();
      this.#take(JSON.parse(event.data));
    };
    socket.onclose = event => { if (socket === this.#socket) this.#lost(event.code); };
  }

  #lost(code) {
    clearTimeout(this.#watch);
    this.#isJoined = false;
    this.#socket = null;
    if (this.#isOver) return;
    if (!mayReconnect(code)) {
      this.#on.state('over', `Disconnected (${code})`);
      return;
    }

    this.#on.state('waiting', 'Reconnecting…');
    this.#timer = setTimeout(() => this.#connect(), Math.random() * Math.min(10_000, 200 * 2 ** this.#attempts++));
  }

  // A network can fail silently: no close event, and no data.
  #heard() {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#askForLife(), silence);
  }

  #askForLife() {
    this.#send({ action: 'ping' });
    this.#expectLife(patience);
  }

  #expectLife(within) {
    clearTimeout(this.#watch);
    const socket = this.#socket;
    this.#watch = setTimeout(() => {
      if (socket !== this.#socket) return;
      socket.close();
      this.#lost(1006);
    }, within);
  }

  #send(frame) { if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame)); }

  #join() { this.#send({ action: 'join', room_id: this.#options.room, since: this.#position?.offset, epoch: this.#position?.epoch }); }

  #publish({ id, content }) { this.#send({ action: 'publish', room_id: this.#options.room, message_id: id, content }); }

  #take(frame) {
    if (frame.room_id !== undefined && frame.room_id !== this.#options.room && frame.type !== 'resumed') return;
    switch (frame.type) {
      case 'resumed':
        this.#me = frame.user?.id;
        return;
      case 'room_joined':
        this.#enter(frame);
        return;
      case 'room_reset':
        this.#begin(frame);
        return;
      case 'history':
        for (const message of frame.messages) this.#show(message);
        return;
      case 'message':
        this.#receive(frame);
        return;
      case 'published':
        this.#unsent.delete(frame.message_id);
        return;
      case 'error':
        this.#refused(frame);
    }
  }

  #enter(frame) {
    // A join that asks for a missed message is answered while the room is already joined.
    const isNew = !this.#isJoined;
    [this.#attempts, this.#isJoined] = [0, true];
    this.#on.state('joined', 'Online');
    if (!this.#position || !frame.recovered) this.#begin(frame);
    if (isNew) for (const message of this.#unsent.values()) this.#publish(message);
  }

  // Starts from here again: the list then shows the messages that the room's log keeps.
  #begin({ offset, epoch }) {
    this.#position = { offset, epoch };
    this.#on.cleared([...this.#unsent.values()]);
    this.#send({ action: 'history', room_id: this.#options.room });
  }

  #receive(message) {
    if (!this.#position || message.offset <= this.#position.offset) return; // a duplicate
    if (message.offset > this.#position.offset + 1) return this.#join(); // a message is missing: asks for it
    this.#position.offset = message.offset;
    this.#show(message);
  }

  #show(message) {
    this.#unsent.delete(message.id);
    this.#on.message({ id: message.id, offset: message.offset, at: message.timestamp, name: message.user.name, content: message.content, own: message.user.id === this.#me });
  }

  #refused(error) {
    const message = this.#unsent.get(error.message_id);
    if (message && ['unavailable', 'rate_limited'].includes(error.code)) {
      setTimeout(() => { if (this.#isJoined && this.#unsent.has(message.id)) this.#publish(message); }, 2000);
    } else if (message) {
      this.#unsent.delete(message.id);
      this.#on.failed(message, error.message);
    } else {
      this.#on.state('refused', error.message);
      if (error.action === 'join' && ['unavailable', 'rate_limited'].includes(error.code)) setTimeout(() => this.#join(), 2000);
    }
  }
}

class RoomElement extends HTMLElement {
  static observedAttributes = ['room', 'gateway', 'socket', 'token', 'key'];
  #connection = null; #log; #list; #text; #state; #lines = new Map(); #renewal;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    const sheet = new CSSStyleSheet(); // works even if a policy forbids styles in the page
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    root.innerHTML = markup;
    [this.#log, this.#list, this.#text, this.#state] = ['.log', 'ol', 'textarea', '.state'].map(name => root.querySelector(name));
    root.querySelector('form').addEventListener('submit', event => { event.preventDefault(); this.#say(); });
    this.#text.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.#say();
    });
  }

  connectedCallback() { this.#begin(); }

  disconnectedCallback() { this.#end(); }

  attributeChangedCallback() {
    if (!this.isConnected) return;
    clearTimeout(this.#renewal);
    this.#renewal = setTimeout(() => this.#begin()); // once for several attributes
  }

  #begin() {
    this.#end();
    const room = this.getAttribute('room') ?? '';
    this.shadowRoot.querySelector('h2').textContent = `# ${room}`;
    this.#log.setAttribute('aria-label', `Messages in ${room}`);
    this.#list.replaceChildren();
    this.#lines.clear();
    if (!this.isConnected) return;
    if (!roomRule.test(room) || room === 'all') {
      this.#tell('refused', 'There is no such room.');
      return;
    }

    this.#tell('connecting', 'Connecting…');
    const gateway = (this.getAttribute('gateway') ?? gatewayOfScript).replace(/\/$/, '');
    const [socket, token, key] = ['socket', 'token', 'key'].map(name => this.getAttribute(name));
    this.#connection = new RoomConnection({ room, gateway, socket, token, key }, {
      state: (state, words) => this.#tell(state, words),
      message: message => this.#show(message, 'delivered'),
      waiting: message => this.#show({ ...message, own: true }, 'waiting'),
      failed: (message, problem) => this.#fail(message, problem),
      cleared: unsent => {
        this.#list.replaceChildren();
        this.#lines.clear();
        for (const message of unsent) this.#show({ ...message, own: true }, 'waiting');
      },
    });
  }

  #end() {
    this.#connection?.end();
    this.#connection = null;
  }

  #tell(state, words) {
    this.dataset.state = state;
    this.#state.textContent = words;
  }

  #say() {
    const content = this.#text.value.trim();
    if (!content || !this.#connection) return;
    if (new TextEncoder().encode(content).length > maxContentBytes) {
      this.#state.textContent = 'The message is too long.';
      return;
    }

    this.#connection.say(content);
    this.#text.value = '';
  }

  #show(message, state) {
    if (message.offset !== undefined && this.#lines.get(message.id)?.dataset.offset) return; // already shown
    const isAtEnd = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < 48;
    const line = this.#lines.get(message.id) ?? document.createElement('li');
    line.className = `${message.own ? 'own ' : ''}${state}`;
    const by = document.createElement('span');
    by.className = 'by';
    const name = by.appendChild(document.createElement('b')).appendChild(document.createElement('bdi'));
    name.textContent = message.own ? 'You' : message.name;
    if (message.at) by.append(` ${new Date(message.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}`);
    const said = document.createElement('span');
    said.dir = 'auto';
    said.textContent = message.content;
    line.replaceChildren(by, said);
    this.#lines.set(message.id, line);
    this.#place(line, message.offset);
    while (this.#list.children.length > most) {
      const oldest = this.#list.firstElementChild;
      for (const [id, other] of this.#lines) if (other === oldest) this.#lines.delete(id);
      oldest.remove();
    }

    if (isAtEnd || message.own) this.#log.scrollTop = this.#log.scrollHeight;
  }

  // In the order of the log; waiting messages are last.
  #place(line, offset) {
    if (offset === undefined) {
      this.#list.append(line);
      return;
    }

    line.dataset.offset = offset;
    let next = null;
    for (let other = this.#list.lastElementChild; other; other = other.previousElementSibling) {
      if (other === line) continue;
      if (other.dataset.offset && Number(other.dataset.offset) < offset) break;
      next = other;
    }

    this.#list.insertBefore(line, next);
  }

  #fail({ id }, problem) {
    const line = this.#lines.get(id);
    if (!line) return;
    line.className = 'own failed';
    const why = line.appendChild(document.createElement('span'));
    why.className = 'problem';
    why.setAttribute('role', 'alert');
    why.textContent = ` Not sent. ${problem}`;
  }
}

if (!customElements.get('roomchat-room')) customElements.define('roomchat-room', RoomElement);
