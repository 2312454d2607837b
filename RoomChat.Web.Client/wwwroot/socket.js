// One WebSocket, for BrowserSocket.cs.

export function open(address, onOpen, onText, onEnd) {
  const socket = new WebSocket(address);
  socket.onopen = () => onOpen();
  socket.onmessage = event => onText(event.data);
  socket.onclose = event => onEnd(event.code, event.reason);
  return socket;
}

export function send(socket, text) {
  socket.send(text); // says nothing when the socket is closing: its end is told by onclose
}

// Also gives up an attempt to connect. Without that the browser goes on with it for minutes, and begins no other to the same server.
export function close(socket, code, reason) {
  socket.close(code, reason);
}
