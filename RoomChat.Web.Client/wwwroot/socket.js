// WebSocket functions for BrowserSocket.cs.

export function open(address, onOpen, onText, onEnd) {
  const socket = new WebSocket(address);
  socket.onopen = () => onOpen();
  socket.onmessage = event => onText(event.data);
  socket.onclose = event => onEnd(event.code, event.reason);
  return socket;
}

export function send(socket, text) {
  socket.send(text); // no error when the socket is closing: onclose reports its end
}

// Also cancels a connection attempt. Otherwise the browser continues it for minutes, and opens no other connection to the same server.
export function close(socket, code, reason) {
  socket.close(code, reason);
}
