// A session of OpenIM that hears under load: its numbers of a conversation must come one after the
// other, and what the numbers say is there must be there to be pulled.
import {OpenimSocket} from '../lib/openim_socket.mjs';
import {openimAdmin, openimToken} from '../lib/openim.mjs';
import {sleep} from '../lib/report.mjs';

const AGAIN_MS = 200;
const PLATFORM = 3;
const PULL_MAX = 100;
const TEXT = 101;

export class OpenimListener {
  // For the person of a client of RuoYi-IM; `home` is the index of the node where it stays.
  constructor(cluster, client, home) {
    Object.assign(this, {cluster, client, person: client.person, home, wanted: false, sessions: [],
      heard: 0});
    client.also = this;
  }

  // The node of its open session.
  get place() { return this.open ? this.cluster.nodes[this.home] : null; }

  async prepare() {
    const [node] = this.cluster.nodes;
    this.who ??= {id: `${this.person.id}`, token: await openimToken(node, await openimAdmin(node),
        `${this.person.id}`, PLATFORM)};
  }

  // Forgets what its sessions heard.
  forget() { this.sessions = []; }

  async connect() {
    this.wanted = true;
    const node = this.cluster.nodes[this.home];
    while (this.wanted) {
      try {
        if (!node.alive) throw new Error('not started');
        this.socket = await OpenimSocket.open(node, this.who, {platform: PLATFORM});
        this.run(this.socket);
        return;
      } catch {
        await sleep(AGAIN_MS);
      }
    }
  }

  // Takes pushes as they come, until the socket ends.
  async run(socket) {
    const session = {numbers: new Map()};
    this.sessions.push(session);
    let open = true;
    this.open = true;
    socket.closed.then(() => {
      open = false;
      if (socket === this.socket) this.open = false;
      if (this.wanted && socket === this.socket) this.connect();
    });
    while (open && this.wanted) {
      await socket.push(({conversation, notification, message}) => {
        if (notification || message.contentType !== TEXT) return false;
        if (!session.numbers.has(conversation)) session.numbers.set(conversation, []);
        session.numbers.get(conversation).push(Number(message.seq));
        this.heard++;
        return true;
      }, AGAIN_MS);
    }
  }

  disconnect() {
    this.wanted = false;
    this.open = false;
    this.socket?.close();
  }

  // What is wrong with the numbers of its sessions: texts, none when all is well.
  wrong() {
    const found = [];
    const deaf = !this.sessions.some((s) => s.numbers.size);
    if (deaf) found.push(`OpenIM ${this.who.id} heard nothing`);
    for (const {numbers} of this.sessions) {
      for (const [conversation, list] of numbers) {
        for (let i = 1; i < list.length; i++) {
          if (list[i] !== list[i - 1] + 1) {
            found.push(`OpenIM ${this.who.id} heard ${list[i]} after ${list[i - 1]} in ` +
                conversation);
          }
        }
      }
    }
    return found;
  }
}

// Pulls everything of all conversations of a user through one node, number by number, until `going`
// says that nothing comes any more: conversation → numbers.
export async function pullOpenim(node, who, going) {
  const socket = await OpenimSocket.open(node, who, {platform: PLATFORM});
  const pulled = new Map();
  try {
    for (;;) {
      const last = !going();
      const {maxSeqs} = await socket.must(1001, {userID: who.id});
      const seqRanges = Object.entries(maxSeqs).map(([conversationID, max]) => {
        const begin = (pulled.get(conversationID)?.at(-1) ?? 0) + 1;
        return {conversationID, begin, end: Math.min(Number(max), begin + PULL_MAX - 1),
          num: PULL_MAX};
      }).filter((r) => r.end >= r.begin && !r.conversationID.startsWith('n_'));
      if (!seqRanges.length && last) return pulled;
      if (!seqRanges.length) continue;
      const {msgs} = await socket.must(1002, {userID: who.id, seqRanges});
      for (const {conversationID} of seqRanges) {
        if (!pulled.has(conversationID)) pulled.set(conversationID, []);
        const got = msgs[conversationID]?.Msgs ?? [];
        if (!got.length) throw new Error(`nothing where ${conversationID} has more`);
        pulled.get(conversationID).push(...got.map((m) => Number(m.seq)));
      }
    }
  } finally {
    socket.close();
  }
}
