// A client of App IM's WebSocket.
import WebSocket from 'ws';
import {PATIENCE} from './patience.mjs';

const WAIT_MS = 6000 * PATIENCE;
// Frames that answer one of the client's; all others are pushes.
const ANSWER = /^(error|.*\.(ack|list|success|error))$/;

export class AppimSocket {
  static async open(server, address = `${server.wsOrigin}/im/socket`) {
    const socket = new AppimSocket(new WebSocket(address));
    await socket.opened;
    return socket;
  }

  // A socket of a client of {id, secret}, logged in.
  static async login(server, app, client, token, device = '1') {
    const socket = await AppimSocket.open(server);
    await socket.enter(app, client, device, token);
    return socket;
  }

  constructor(ws) {
    Object.assign(this, {ws, frames: [], waiting: new Set()});
    this.opened = new Promise((resolve, reject) => {
      ws.once('open', resolve);
      ws.once('error', reject);
    });
    this.closed = new Promise((resolve) => ws.on('close', (code) => {
      resolve(code);
      this.ended = true;
      this.wake();
    }));
    ws.on('error', () => {});
    ws.on('message', (data) => {
      this.frames.push(JSON.parse(data));
      this.wake();
    });
  }

  wake() { for (const done of [...this.waiting]) done(); }

  // Opens and logs in.
  async enter(app, client, device, token) {
    await this.opened;
    const [answer] = await this.ask('login',
        {device_id: device, app_id: app.id, client_id: client, ...(token ? {token} : {})});
    if (answer?.type === 'login.success') return;
    throw new Error(`the login answered ${JSON.stringify(answer)}`);
  }

  // The next frame of that type that fits, taken out; null when none comes in time.
  async next(type, fits = () => true, ms = WAIT_MS) {
    const end = performance.now() + ms;
    for (;;) {
      const at = this.frames.findIndex((f) => f.type === type && fits(f.data));
      if (at >= 0) return this.frames.splice(at, 1)[0];
      const rest = end - performance.now();
      if (this.ended || rest <= 0) return null;
      await new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          this.waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, rest);
        this.waiting.add(done);
      });
    }
  }

  // The data of the next frame of that type; fails when none comes.
  async must(type, fits) {
    const frame = await this.next(type, fits);
    if (frame) return frame.data;
    throw new Error(`no ${type}; there is ${JSON.stringify(this.frames).slice(0, 600)}`);
  }

  // What answers a frame: frames are served in their order, so what comes before the pong.
  async ask(type, data) {
    this.send(type, data);
    this.ws.send('{"type":"ping"}', () => {});
    if (!await this.next('pong') && !this.ended) throw new Error(`no answer to ${type}`);
    const answers = this.frames.filter((f) => ANSWER.test(f.type));
    this.frames = this.frames.filter((f) => !ANSWER.test(f.type));
    return answers;
  }

  send(type, data) { this.ws.send(JSON.stringify({type, data})); }
  close() { this.ws.terminate(); }
}
