// Clients that survive: each has one session that hears, sends over it or over HTTP, goes to
// another node when its own is gone, and sends again, under the same id, what was not
// acknowledged.
import WebSocket from 'ws';
import {Sender} from '../crash/senders.mjs';
import {PATIENCE} from '../lib/patience.mjs';
import {API, must} from '../lib/world.mjs';
import {sleep} from '../lib/report.mjs';

const PACE_MS = 200;           // between two messages of a sender
const WINDOW = 4;              // unacknowledged ones at most
const ACK_MS = 5000;           // without an answer for so long it tries another node
const CONNECT_MS = 3000;
const AGAIN_MS = 150;          // after a refusal, and between attempts to connect
const PING_MS = 1500;
const SILENCE_MS = 5000;
const TICK_MS = 250;
const FLUSH_MS = 20_000 * PATIENCE;
const BUSY = new Set([429, 500, 503]);
const PAGE = 100;

// One connection, from its beginning to its end; `heard` has every live message in order.
class Session {
  constructor(client, node) {
    Object.assign(this, {client, node, heard: [], connectedAt: 0, open: false, lastFrame: 0});
    this.pending = new Map();  // client id → when it was written to this socket
  }

  connect() {
    const url = `${this.node.wsOrigin}/ws/im?token=${this.client.person.token}`;
    this.socket = new WebSocket(url, {perMessageDeflate: false, handshakeTimeout: CONNECT_MS});
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.end(), CONNECT_MS);
      this.socket.on('error', () => {});
      this.socket.on('close', (code) => {
        clearTimeout(timer);
        const was = this.open;
        this.open = false;
        reject(new Error(`closed with ${code}`));
        if (was) this.client.lost(this, `closed with ${code}`);
      });
      this.socket.on('message', (data) => {
        this.lastFrame = performance.now();
        const frame = JSON.parse(data);
        if (frame.type === 'connected') {
          clearTimeout(timer);
          this.open = true;
          this.connectedAt = performance.now();
          resolve();
        } else {
          this.client.frame(this, frame);
        }
      });
    });
  }

  send(value) { this.socket.send(JSON.stringify(value)); }
  // `why` is told where its end is counted.
  end(why) {
    this.why ??= why;
    this.socket.terminate();
  }
}

// options: {home: index of its node, kind: 'ws' or 'http', sticky: never goes elsewhere,
//           patient: does not mind silence, syncs: fetches what it missed after each connect,
//           once: does not come back when its session ends}
export class Client extends Sender {
  constructor(cluster, person, conversations, random, options) {
    super(cluster, person, conversations, random);
    Object.assign(this, {home: 0, how: 'ws', sticky: false, patient: false, syncs: false,
      once: false}, options);
    this.cluster = cluster;
    this.hears = [...conversations];
    this.sessions = [];
    this.session = null;
    this.wanted = false;
    this.losses = [];               // why it came back, each time
    this.refusals = new Map();      // code → how often
    this.broken = null;
    this.known = new Set();         // heard or fetched, with `syncs`
    this.after = new Map();
    this.at = this.home;            // the node of HTTP
    // A time of its own, so that not everybody sends in the same moment.
    this.phase = random() * PACE_MS;
  }

  get kind() { return this.how; }
  // The nodes where the person has an open session.
  get places() {
    return [this.session?.open ? this.session.node : null, this.also?.place].filter(Boolean);
  }

  // Connects, and from now on again whenever the session ends.
  connect() {
    this.wanted = true;
    this.losses = [];
    this.at = this.home;
    return this.open();
  }

  // Tries one node after the other, from `first` on, counted from its own.
  async open(first = 0) {
    for (let turn = first; this.wanted; turn++) {
      const {nodes} = this.cluster;
      const node = nodes[(this.home + (this.sticky ? 0 : turn)) % nodes.length];
      const session = new Session(this, node);
      // From here on it may have missed something; live messages of the new session do not say.
      if (this.syncs) this.base ??= new Map(this.after);
      try {
        if (!node.alive) throw new Error('not started');
        await session.connect();
      } catch {
        await sleep(AGAIN_MS);
        continue;
      }
      if (!this.wanted) return session.end();
      this.session = session;
      this.sessions.push(session);
      if (this.how === 'ws') for (const m of this.unacked) this.post(m);
      if (this.syncs) await this.sync().catch((error) => session.end(error.message));
      this.timer ??= setInterval(() => this.watch(), TICK_MS);
      return undefined;
    }
    return undefined;
  }

  lost(session, how) {
    if (session !== this.session || !this.wanted) return;
    this.session = null;
    this.losses.push(session.why ?? how);
    // A node that did not answer is tried last.
    const silent = session.left ? session.node.index - this.home + 1 : 0;
    if (!this.once) this.open((silent + this.cluster.nodes.length) % this.cluster.nodes.length);
  }

  // Forgets what its sessions heard.
  forget() { this.sessions = []; }

  // Leaves for good, or until the next connect().
  disconnect() {
    this.wanted = false;
    clearInterval(this.timer);
    this.timer = null;
    const {session} = this;
    this.session = null;
    if (session) {
      session.open = false;
      session.end();
    }
  }

  frame(session, f) {
    if (f.type === 'new_message') {
      const {id, content, conversationId, clientMsgId} = f.payload;
      session.heard.push({id, content, conversation: conversationId, clientMsgId,
        at: performance.now()});
      if (this.syncs) this.know(conversationId, id);
    } else if (f.type === 'message_ack') {
      this.settle(session, f.clientMsgId, f.messageId);
    } else if (f.type === 'message_error') {
      this.refused(session, f);
    }
  }

  settle(session, clientId, id) {
    session.pending.delete(clientId);
    const message = this.byId.get(clientId);
    if (message) this.acked(message, id);
  }

  refused(session, {clientMsgId, errorCode, errorMessage}) {
    session.pending.delete(clientMsgId);
    this.refusals.set(errorCode, (this.refusals.get(errorCode) ?? 0) + 1);
    const message = this.byId.get(clientMsgId);
    if (!BUSY.has(errorCode)) this.broken ??= new Error(`refused: ${errorCode} ${errorMessage}`);
    if (!message) return;
    message.refused = true;
    setTimeout(() => {
      if (session === this.session && this.unacked.has(message)) this.post(message);
    }, AGAIN_MS);
  }

  create() {
    const message = super.create();
    (this.byId ??= new Map()).set(message.clientId, message);
    return message;
  }

  post(message) {
    const {session} = this;
    if (!session?.open || session.pending.has(message.clientId)) return;
    session.pending.set(message.clientId, performance.now());
    session.send({type: 'message', payload: {messageType: 'TEXT', content: message.content,
      conversationId: message.conversation, clientMsgId: message.clientId}});
  }

  // Leaves a node that does not answer.
  watch() {
    const {session} = this;
    if (!session?.open) return;
    const now = performance.now();
    const oldest = session.pending.values().next().value ?? now;
    const silent = now - Math.max(session.lastFrame, session.pinged ?? 0) > SILENCE_MS &&
        session.pinged > session.lastFrame;
    if (!this.patient && (now - oldest > ACK_MS || silent)) {
      session.left = true;
      session.end('it did not answer');
    } else if (now - Math.max(session.lastFrame, session.pinged ?? 0) > PING_MS) {
      session.pinged = now;
      session.send({type: 'ping'});
    }
  }

  // Sends at its pace until the round ends, then until everything is acknowledged.
  async load(round) {
    await sleep(this.phase);
    if (this.how === 'http') return this.loadHttp(round);
    while (round.running) {
      if (this.broken) throw this.broken;
      if (this.session?.open && this.unacked.size < WINDOW) this.post(this.create());
      await sleep(PACE_MS);
    }
    return this.flush();
  }

  async flush() {
    const end = performance.now() + FLUSH_MS;
    while (this.unacked.size) {
      if (this.broken) throw this.broken;
      if (performance.now() > end) {
        const [first] = this.unacked;
        throw new Error(`not acknowledged: ${first.clientId} and ${this.unacked.size - 1} more`);
      }
      await sleep(TICK_MS / 5);
    }
  }

  async loadHttp(round) {
    while (round.running) {
      const message = this.create();
      const end = performance.now() + FLUSH_MS;
      while (!await this.call(message)) {
        if (performance.now() > end) throw new Error(`not acknowledged: ${message.clientId}`);
      }
      await sleep(PACE_MS);
    }
  }

  // Sends over HTTP; false when it must be sent again.
  async call(message) {
    const node = this.cluster.nodes[this.at];
    let answer = null;
    try {
      answer = await node.http.request('POST', `${API}/message/send`, {timeoutMs: ACK_MS,
        headers: {'Authorization': `Bearer ${this.person.token}`,
          'Content-Type': 'application/json'},
        body: JSON.stringify({conversationId: message.conversation, type: 'TEXT',
          content: message.content, clientMsgId: message.clientId})});
    } catch {
      if (!this.sticky) this.at = (this.at + 1) % this.cluster.nodes.length;
      await sleep(AGAIN_MS);
      return false;
    }
    if (answer.status === 200 && answer.json?.code === 200) {
      this.acked(message, answer.json.data);
      return true;
    }
    this.refusals.set(answer.status, (this.refusals.get(answer.status) ?? 0) + 1);
    if (!BUSY.has(answer.status)) throw new Error(`send: ${answer.status} ${answer.text}`);
    message.refused = true;
    await sleep(AGAIN_MS);
    return false;
  }

  know(conversation, id) {
    this.known.add(id);
    this.after.set(conversation, Math.max(id, this.after.get(conversation) ?? 0));
  }

  // What a client does after it was away: fetches from the last id it knew.
  async sync() {
    const {node} = this.session;
    await Promise.all(this.hears.map(async (conversation) => {
      for (let after = this.base.get(conversation) ?? 0; ;) {
        const page = await must(node.http, 'GET',
            `/message/list/${conversation}?afterId=${after}&limit=${PAGE}`, this.person.token);
        for (const row of page) this.know(conversation, row.id);
        if (page.length) after = page.at(-1).id;
        if (page.length < PAGE) return;
      }
    }));
    this.base = null;
  }
}
