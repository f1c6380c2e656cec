// What nodes say over NATS is nobody else's: who listens there reads nothing, and what they say, be
// it made up or heard before, is not believed.
import assert from 'node:assert/strict';
import net from 'node:net';
import {sleep, until} from '../lib/report.mjs';
import {directChat, must, person} from '../lib/world.mjs';

const SECRET_TEXT = 'between the two of us 4711';
const SETTLE_MS = 1000;

// A client of NATS that hears every subject and may publish, as anybody on the network could.
class Listener {
  static async open(url) {
    const {hostname, port} = new URL(url);
    const me = Object.assign(new Listener(), {messages: [], bytes: Buffer.alloc(0)});
    me.socket = net.connect(Number(port), hostname);
    me.socket.on('data', (data) => me.read(data));
    me.socket.write('CONNECT {"verbose":false,"pedantic":false}\r\nSUB koine.> 1\r\n');
    await sleep(SETTLE_MS / 4);
    return me;
  }
  read(data) {
    this.bytes = Buffer.concat([this.bytes, data]);
    for (;;) {
      const end = this.bytes.indexOf('\r\n');
      if (end < 0) return;
      const line = this.bytes.subarray(0, end).toString();
      const message = /^MSG (\S+) \S+ (?:\S+ )?(\d+)$/.exec(line);
      const size = message ? Number(message[2]) + 2 : 0;
      if (this.bytes.length < end + 2 + size) return;
      if (message) {
        this.messages.push({subject: message[1],
          body: Buffer.from(this.bytes.subarray(end + 2, end + size))});
      }
      if (line === 'PING') this.socket.write('PONG\r\n');
      this.bytes = this.bytes.subarray(end + 2 + size);
    }
  }
  publish({subject, body}) {
    this.socket.write(Buffer.concat([Buffer.from(`PUB ${subject} ${body.length}\r\n`), body,
      Buffer.from('\r\n')]));
  }
  close() { this.socket.destroy(); }
}

async function refused(node) {
  const text = await (await fetch(`http://${node.addresses.metrics}/metrics`)).text();
  return Number(/^koine_cluster_frames_refused_total (\d+)/m.exec(text)[1]);
}

async function sealed({nats, cluster: {nodes}}) {
  const [a, b] = nodes;
  const [ann, bob] = [await person(a.http, 'ann'), await person(b.http, 'bob')];
  const listener = await Listener.open(nats.servers[0].url);
  try {
    const chat = await directChat(a.http, ann, bob);
    const conversationId = chat.conversationId ?? chat.id ?? chat;
    await must(a.http, 'POST', '/message/send', ann.token, {conversationId, type: 'TEXT',
      content: SECRET_TEXT, clientMsgId: 'sealed-1'});
    await until(async () => (await must(b.http, 'GET', `/message/list/${conversationId}`,
        bob.token)).some((m) => m.content === SECRET_TEXT), 'it arrives');
    await sleep(SETTLE_MS);
    assert.ok(listener.messages.length > 0, 'frames were heard');
    for (const {body} of listener.messages) {
      for (const text of [SECRET_TEXT, ann.name, ann.nick, '"type"']) {
        assert.ok(!body.includes(text), `a frame holds ${text}`);
      }
    }
    // All that was heard, once more, and something made up.
    const heard = listener.messages.slice();
    const before = await refused(b);
    for (const one of heard) listener.publish(one);
    listener.publish({subject: heard[0].subject, body: Buffer.from('\x01Bmade up')});
    listener.publish({subject: heard[0].subject, body: Buffer.alloc(100, 2)});
    // Those of b itself are none to it.
    await until(async () => await refused(b) > before + 2, 'they are refused');
    const list = await must(b.http, 'GET', `/message/list/${conversationId}`, bob.token);
    assert.equal(list.filter((m) => m.content === SECRET_TEXT).length, 1);
  } finally {
    listener.close();
  }
}

export const SEALED = [
  {name: 'who listens at NATS reads nothing and is not believed', body: sealed},
];
