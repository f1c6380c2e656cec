// Senders of the crash test. Each keeps its own log of what it sent and what was acknowledged:
// that log, and not the server, says what must be there afterwards.
import WebSocket from 'ws';
import {API} from '../lib/world.mjs';
import {sleep} from '../lib/report.mjs';

export const WINDOW = 6;
const ACK_TIMEOUT_MS = 30_000;
const BUSY_WAIT_MS = 20;

// What all senders have in common: the time, and whether they may go on.
export class Round {
  constructor() { this.running = true; }
}

export class Sender {
  constructor(server, person, conversations, random) {
    this.server = server;
    this.person = person;
    this.conversations = conversations;
    this.random = random;
    this.log = [];                                // everything ever sent, in order
    this.unacked = new Set();
    this.seen = new Map();                        // message id → client id, heard live
    this.next = conversations.map(() => 0);
  }

  // A new message; `number` counts this sender's messages in the conversation from 1 without gap.
  create() {
    const at = Math.floor(this.random() * this.conversations.length);
    const conversation = this.conversations[at];
    const number = ++this.next[at];
    const clientId = `${this.person.id}-${conversation}-${number}`;
    const message = {clientId, conversation, number, sender: this.person.id, content: clientId,
      sentAt: performance.now(), ackedAt: Infinity, id: null, changed: false, refused: false};
    this.log.push(message);
    this.unacked.add(message);
    return message;
  }

  acked(message, id) {
    if (message.id === null) {
      message.id = id;
      message.ackedAt = performance.now();
    } else if (message.id !== id) {
      message.changed = true;
    }
    this.unacked.delete(message);
  }
}

export class HttpSender extends Sender {
  get kind() { return 'http'; }

  async connect() {}

  disconnect() {}

  async post(message) {
    const {status, json, text} = await this.server.http.call('POST', `${API}/message/send`,
        this.person.token, {conversationId: message.conversation, type: 'TEXT',
          content: message.content, clientMsgId: message.clientId});
    if (status === 200 && json?.code === 200) {
      this.acked(message, json.data);
      return true;
    }
    if (status === 429 || status === 503) {
      await sleep(BUSY_WAIT_MS);
      return false;
    }
    throw new Error(`send answered ${status} ${text}`);
  }

  // Keeps a window of requests in flight until the round ends. What the kill cuts off stays
  // unacknowledged.
  async load(round) {
    const lane = async () => {
      while (round.running) {
        const message = this.create();
        try {
          while (!await this.post(message)) if (!round.running) return;
        } catch (e) {
          if (round.running) throw e;
          return;
        }
      }
    };
    await Promise.all(Array.from({length: WINDOW}, lane));
  }

  async retry(messages) {
    const end = performance.now() + ACK_TIMEOUT_MS;
    for (const message of messages) {
      while (!await this.post(message)) {
        if (performance.now() > end) throw new Error('a retried send was not acknowledged');
      }
    }
  }
}

export class WsSender extends Sender {
  get kind() { return 'ws'; }

  async connect() {
    const url = `${this.server.wsOrigin}/ws/im?token=${this.person.token}`;
    const socket = new WebSocket(url, {perMessageDeflate: false});
    this.socket = socket;
    this.pending = new Map();
    this.broken = null;
    this.wake = () => {};
    socket.on('message', (data) => this.frame(JSON.parse(data)));
    socket.on('close', (code) => {
      this.broken ??= new Error(`the socket was closed with ${code}`);
      this.wake();
    });
    await new Promise((resolve, reject) => {
      this.connected = resolve;
      socket.once('error', (e) => {
        this.broken = e;
        reject(e);
      });
      socket.once('close', (code) => reject(new Error(`closed with ${code} before connected`)));
    });
  }

  disconnect() { this.socket?.terminate(); }

  frame(f) {
    if (f.type === 'new_message') {
      this.seen.set(f.payload.id, f.payload.content);
    } else if (f.type === 'message_ack') {
      const message = this.pending.get(f.clientMsgId);
      this.pending.delete(f.clientMsgId);
      if (message) this.acked(message, f.messageId);
      this.wake();
    } else if (f.type === 'connected') {
      this.connected();
    } else if (f.type === 'message_error' || f.type === 'error') {
      this.broken = new Error(`refused: ${JSON.stringify(f)}`);
      this.wake();
    }
  }

  post(message) {
    this.pending.set(message.clientId, message);
    this.socket.send(JSON.stringify({type: 'message', payload: {messageType: 'TEXT',
      conversationId: message.conversation, content: message.content,
      clientMsgId: message.clientId}}));
  }

  // Waits until fewer than `window` are in flight, the socket breaks, or the time is over.
  async room(window, round, end) {
    while (this.pending.size >= window && !this.broken && round.running) {
      const rest = end - performance.now();
      if (rest <= 0) throw new Error(`not acknowledged: ${[...this.pending.keys()].slice(0, 5)}`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, Math.min(rest, 500));
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  async load(round) {
    for (;;) {
      await this.room(WINDOW, round, performance.now() + ACK_TIMEOUT_MS);
      if (!round.running) return;
      if (this.broken) throw this.broken;
      this.post(this.create());
    }
  }

  async retry(messages) {
    const end = performance.now() + ACK_TIMEOUT_MS;
    const round = {running: true};
    for (const message of messages) {
      await this.room(WINDOW, round, end);
      if (this.broken) throw this.broken;
      this.post(message);
    }
    await this.room(1, round, end);
    if (this.broken) throw this.broken;
  }
}
