// Restarts of the nodes of a cluster, one after the other, under load: clients connect anew to a
// node that answers and send again what was not acknowledged, as those of people do.
import { conversationOf, sleep, usersOf } from './cluster.mjs';
import { number } from './growth_store.mjs';
import { startServer } from './server.mjs';

const PAIRS = 50;
const RATE_PER_S = Number(process.env.BENCH_RATE ?? 500);
const AGAIN_MS = 50;          // between tries to connect
const BETWEEN_MS = 2000;      // before each restart, and after the last
const DRAIN_MS = 20_000;

const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1];

// A session that goes on wherever a node answers. `addresses()` are those, the nearest first.
class Client {
  constructor(WebSocket, token, addresses, hear) {
    Object.assign(this, { WebSocket, token, addresses, hear, pending: new Map(), open: false,
      ended: false, turn: 0, connected: 0 });
  }

  connect() {
    return new Promise((resolve) => {
      this.onOpen = resolve;
      this.tryNext();
    });
  }

  tryNext() {
    if (this.ended) return;
    const all = this.addresses();
    const socket = new this.WebSocket(
      `ws://${all[this.turn++ % all.length]}/ws/im?token=${this.token}`,
      { perMessageDeflate: false });
    this.socket = socket;
    socket.on('error', () => {});
    socket.on('close', () => {
      this.open = false;
      setTimeout(() => this.tryNext(), AGAIN_MS);
    });
    socket.on('message', (data) => this.onFrame(JSON.parse(data)));
  }

  onFrame(frame) {
    if (frame.type === 'connected') {
      this.open = true;
      this.connected++;
      for (const text of this.pending.values()) this.socket.send(text);
      this.onOpen();
    } else if (frame.type === 'message_ack') {
      this.pending.delete(frame.clientMsgId);
    } else if (frame.type === 'new_message') {
      this.hear(frame.payload.content);
    } else if (frame.type === 'offline_message') {
      this.hear(frame.content);
    }
  }

  send(conversationId, id) {
    const text = JSON.stringify({ type: 'message', payload: { conversationId, messageType: 'TEXT',
      content: id.padEnd(200, ' x'), clientMsgId: id } });
    this.pending.set(id, text);
    if (this.open) this.socket.send(text);
  }

  end() {
    this.ended = true;
    this.socket.terminate();
  }
}

// Pairs of clients, and a steady rate of messages until stop() is called.
async function startLoad(context, WebSocket, addresses) {
  const users = usersOf(context);
  const sent = new Map();
  const heard = new Map();
  const hear = (content) => {
    const id = content.split(' ')[0];
    // Others are left over from an earlier load.
    if (sent.has(id) && !heard.has(id)) heard.set(id, performance.now());
  };
  const pairs = [];
  for (let i = 0; i < PAIRS; i++) {
    const [from, to] = [users[2 * i], users[2 * i + 1]];
    // Neighbours begin at different nodes.
    const [sender, receiver] = [from, to].map((user, k) => {
      const client = new Client(WebSocket, user.token, addresses, hear);
      client.turn = i + k;
      return client;
    });
    await Promise.all([sender.connect(), receiver.connect()]);
    pairs.push({ sender, receiver, conversation: await conversationOf(addresses()[0], from, to) });
  }
  let going = true;
  const run = `roll-${process.pid}-${Math.floor(performance.now())}`;
  const done = (async () => {
    const begun = performance.now();
    for (let i = 0; going; i++) {
      const due = begun + i * 1000 / RATE_PER_S;
      while (performance.now() < due) await sleep(Math.max(0, due - performance.now() - 0.5));
      const id = `${run}-${i}`;
      sent.set(id, due);
      pairs[i % PAIRS].sender.send(pairs[i % PAIRS].conversation, id);
    }
  })();
  const clients = pairs.flatMap(({ sender, receiver }) => [sender, receiver]);
  return {
    run, sent, heard, clients,
    stop: async () => {
      going = false;
      await done;
      const end = performance.now() + DRAIN_MS;
      const waits = () => heard.size < sent.size || clients.some((c) => c.pending.size);
      while (waits() && performance.now() < end) await sleep(AGAIN_MS);
      clients.forEach((c) => c.end());
    },
  };
}

const late = ({ sent, heard }, from, to) => [...sent].filter(([, at]) => at >= from && at < to)
  .map(([id, at]) => (heard.get(id) ?? Infinity) - at);

// Starts each of the nodes anew; the array has those that run now.
export async function rolling(context, WebSocket, nodes) {
  const addresses = () => nodes.filter((node) => !node.ends).map((node) => node.address);
  const load = await startLoad(context, WebSocket, addresses);
  const begun = performance.now();
  await sleep(2 * BETWEEN_MS);
  const first = performance.now();
  for (const [i, node] of nodes.entries()) {
    node.ends = true;
    await node.stop();
    nodes[i] = await startServer(node.context);
    await sleep(BETWEEN_MS);
  }
  const last = performance.now();
  await load.stop();
  const ofRun = `from message where client_id like '${load.run}-%';`;
  const stored = number(context, `select count(*) ${ofRun}`);
  const distinct = number(context, `select count(distinct client_id) ${ofRun}`);
  const unsure = new Set(load.clients.flatMap((client) => [...client.pending.keys()]));
  return {
    nodes_rolling_quiet_p99_ms: percentile(late(load, begun, first), 0.99),
    nodes_rolling_p99_ms: percentile(late(load, first, last), 0.99),
    nodes_rolling_max_ms: Math.max(...late(load, first, last)),
    nodes_rolling_sent: load.sent.size,
    nodes_rolling_connects: load.clients.reduce((sum, c) => sum + c.connected - 1, 0),
    nodes_rolling_lost: load.sent.size - unsure.size - distinct,
    nodes_rolling_unheard: load.sent.size - load.heard.size,
    nodes_rolling_unacknowledged: unsure.size,
    nodes_rolling_doubled: stored - distinct,
  };
}
