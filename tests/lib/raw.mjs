// Bytes on a socket: what no polite client would send.
import {randomBytes} from 'node:crypto';
import net from 'node:net';
import {PATIENCE} from './patience.mjs';

const WAIT_MS = 5000 * PATIENCE;

export class RawSocket {
  static connect(address) {
    const [host, port] = address.split(':');
    return new Promise((resolve, reject) => {
      const raw = new RawSocket();
      raw.bytes = Buffer.alloc(0);
      raw.ended = false;
      raw.wake = () => {};
      raw.socket = net.connect({host, port: Number(port)}, () => resolve(raw));
      raw.socket.on('data', (d) => {
        raw.bytes = Buffer.concat([raw.bytes, d]);
        raw.wake();
      });
      raw.socket.on('error', (e) => {
        raw.ended = true;
        raw.wake();
        reject(e);
      });
      raw.socket.on('close', () => {
        raw.ended = true;
        raw.wake();
      });
    });
  }

  write(data) { this.socket.write(data); }

  destroy() { this.socket.destroy(); }

  // Waits until test(bytes) gives something; null when the time is over or the socket is closed.
  async until(test, ms = WAIT_MS) {
    const end = performance.now() + ms;
    for (;;) {
      const found = test(this.bytes);
      if (found) return found;
      const rest = end - performance.now();
      if (this.ended || rest <= 0) return null;
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, rest);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  // True when the other side closes within the time.
  async closes(ms = WAIT_MS) {
    await this.until(() => this.ended, ms);
    return this.ended;
  }

  // The status of the first answer; 'closed' when there was none and the socket was closed.
  async status(ms = WAIT_MS) {
    const m = await this.until((b) => /^HTTP\/1\.[01] (\d{3})/.exec(b.toString('latin1')), ms);
    if (m) return Number(m[1]);
    return this.ended ? 'closed' : 'silent';
  }
}

// One frame as a client sends it. Every part may be wrong on purpose.
export function wsFrame(payload, {opcode = 1, fin = true, rsv = 0, mask = true, length} = {}) {
  const body = Buffer.from(payload);
  const size = length ?? body.length;
  const head = [(fin ? 0x80 : 0) | (rsv << 4) | opcode];
  const maskBit = mask ? 0x80 : 0;
  let extended = Buffer.alloc(0);
  if (size < 126) {
    head.push(maskBit | size);
  } else if (size < 65_536) {
    head.push(maskBit | 126);
    extended = Buffer.alloc(2);
    extended.writeUInt16BE(size);
  } else {
    head.push(maskBit | 127);
    extended = Buffer.alloc(8);
    extended.writeBigUInt64BE(BigInt(size));
  }
  const key = mask ? randomBytes(4) : Buffer.alloc(0);
  if (mask) for (let i = 0; i < body.length; i++) body[i] ^= key[i % 4];
  return Buffer.concat([Buffer.from(head), extended, key, body]);
}

// The frames in bytes that a server sent: [{opcode, fin, payload}]; an incomplete one is left out.
export function readFrames(bytes) {
  const frames = [];
  let at = 0;
  while (bytes.length - at >= 2) {
    let size = bytes[at + 1] & 0x7f;
    let head = 2;
    if (size === 126) {
      if (bytes.length - at < 4) break;
      size = bytes.readUInt16BE(at + 2);
      head = 4;
    } else if (size === 127) {
      if (bytes.length - at < 10) break;
      size = Number(bytes.readBigUInt64BE(at + 2));
      head = 10;
    }
    if (bytes.length - at < head + size) break;
    frames.push({opcode: bytes[at] & 15, fin: (bytes[at] & 0x80) !== 0,
      payload: bytes.subarray(at + head, at + head + size)});
    at += head + size;
  }
  return frames;
}

// A WebSocket whose handshake is done and whose frames are written byte by byte by the test.
export class RawWebSocket {
  static async open(address, path) {
    const ws = new RawWebSocket();
    ws.raw = await RawSocket.connect(address);
    ws.raw.write(handshake(path));
    const status = await ws.raw.status();
    if (status !== 101) throw new Error(`the handshake answered ${status}`);
    await ws.raw.until((b) => b.includes('\r\n\r\n'));
    ws.start = ws.raw.bytes.indexOf('\r\n\r\n') + 4;
    return ws;
  }

  frames() { return readFrames(this.raw.bytes.subarray(this.start)); }

  send(payload, options) { this.raw.write(wsFrame(payload, options)); }

  // The JSON of the first frame with this `type`.
  async json(type) {
    return this.raw.until(() => {
      for (const f of this.frames()) {
        if (f.opcode !== 1) continue;
        const value = JSON.parse(f.payload.toString('utf8'));
        if (value.type === type) return value;
      }
      return null;
    });
  }

  // The code of the close frame that comes, 'closed' if the socket ends without, or 'open'.
  async closeCode(ms) {
    const frame = await this.raw.until(() => this.frames().find((f) => f.opcode === 8), ms);
    if (frame) return frame.payload.length >= 2 ? frame.payload.readUInt16BE(0) : 1005;
    return this.raw.ended ? 'closed' : 'open';
  }
}

export function handshake(path, change = {}) {
  const headers = {Host: 'localhost', Upgrade: 'websocket', Connection: 'Upgrade',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'), 'Sec-WebSocket-Version': '13',
    ...change};
  const lines = Object.entries(headers).filter(([, v]) => v !== null).map(([k, v]) => `${k}: ${v}`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}
