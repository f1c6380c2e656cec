// A WebSocket client with little work per message: the generator shall not be what is measured.
import { randomBytes } from 'node:crypto';
import net from 'node:net';

import { outgoing } from './outgoing.mjs';

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

function frame(opcode, body) {
  const long = body.length > 125;
  const out = Buffer.allocUnsafe((long ? 8 : 6) + body.length);
  out[0] = 0x80 | opcode;
  if (long) {
    out[1] = 0x80 | 126;
    out.writeUInt16BE(body.length, 2);
  } else {
    out[1] = 0x80 | body.length;
  }
  // A key of zeros is a key: masking costs this client nothing, and the server as much as ever.
  out.fill(0, long ? 4 : 2, long ? 8 : 6);
  body.copy(out, long ? 8 : 6);
  return out;
}

export class WebSocketClient {
  // Resolves once the server has agreed. onText(text) is called per message, onEnd(why) once.
  static open(port, path, { onText, onEnd }) {
    return new Promise((resolve, reject) => {
      const client = new WebSocketClient();
      Object.assign(client, { onText, onEnd, rest: Buffer.alloc(0), open: false });
      client.socket = net.connect({ port, host: '127.0.0.1', noDelay: true }, () => {
        client.socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`
          + 'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n'
          + `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`);
      });
      const end = (why) => (client.open ? client.onEnd(why) : reject(new Error(why)));
      client.socket.on('error', (error) => end(error.message));
      client.socket.on('close', () => end('the server closed the WebSocket'));
      client.socket.on('data', (data) => {
        client.rest = client.rest.length ? Buffer.concat([client.rest, data]) : data;
        if (!client.open) {
          const head = client.rest.indexOf('\r\n\r\n');
          if (head < 0) return;
          const line = client.rest.toString('latin1', 0, client.rest.indexOf('\r\n'));
          if (!line.includes(' 101 ')) return reject(new Error(`${path}: ${line}`));
          client.rest = client.rest.subarray(head + 4);
          client.open = true;
          client.write = outgoing(client.socket);
          resolve(client);
        }
        client.#frames();
      });
    });
  }

  #frames() {
    for (;;) {
      const { rest } = this;
      if (rest.length < 2) return;
      let size = rest[1] & 127;
      let at = 2;
      if (size === 126) {
        if (rest.length < 4) return;
        size = rest.readUInt16BE(2);
        at = 4;
      } else if (size === 127) {
        if (rest.length < 10) return;
        size = Number(rest.readBigUInt64BE(2));
        at = 10;
      }
      if (rest.length < at + size) return;
      const body = rest.subarray(at, at + size);
      this.rest = rest.subarray(at + size);
      const opcode = rest[0] & 15;
      if (opcode === TEXT) this.onText(body.toString());
      else if (opcode === PING) this.socket.write(frame(PONG, body));
      else if (opcode === CLOSE) this.onEnd('the server closed the WebSocket');
    }
  }

  send(text) { this.write(frame(TEXT, Buffer.from(text))); }

  close() {
    this.onEnd = () => {};
    this.socket.destroy();
  }
}
