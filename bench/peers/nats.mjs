// NATS JetStream: a stream in files, a subject and a push consumer for each person.
import { existsSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';

import { answersTcp } from './answers.mjs';
import { debianVersion } from './debian.mjs';
import { outgoing } from './outgoing.mjs';

const PASSWORD = 'secret-1';
// Accounts are lines of the configuration: there must be enough of them at the start.
const ACCOUNTS = 4_000;
const STREAM = 'CHAT';
const CALL_TIMEOUT_MS = 15_000;
// Its two seconds are too few where the generator has to wait for its core.
const SIGN_IN_S = 30;
// Debian puts it where only root's PATH leads.
const BINARY = ['/usr/sbin/nats-server', '/usr/bin/nats-server'].find((f) => existsSync(f));

class Client {
  static open(port, name, { onMessage, onTold, onEnd }) {
    return new Promise((resolve, reject) => {
      const client = new Client();
      Object.assign(client, { rest: Buffer.alloc(0), onMessage, onTold, calls: new Map(),
        ready: false, inbox: `told.${name}`, name });
      client.onEnd = (why) => (client.ready ? onEnd(why) : reject(new Error(why)));
      client.onReady = () => {
        client.ready = true;
        resolve(client);
      };
      client.socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
      client.write = outgoing(client.socket);
      client.socket.on('error', (error) => client.onEnd(error.message));
      client.socket.on('close', () => client.onEnd('the server closed the connection'));
      client.socket.on('data', (data) => {
        client.rest = client.rest.length ? Buffer.concat([client.rest, data]) : data;
        client.#read();
      });
      client.socket.write(`CONNECT ${JSON.stringify({ user: name, pass: PASSWORD, verbose: false,
        pedantic: false, echo: true, lang: 'js', version: '1', protocol: 1, headers: true })}\r\n`
        + `SUB ${client.inbox} 1\r\nSUB to.${name} 2\r\nSUB call.${name}.* 3\r\nPING\r\n`);
    });
  }

  #read() {
    for (;;) {
      const end = this.rest.indexOf('\r\n');
      if (end < 0) return;
      const line = this.rest.toString('latin1', 0, end);
      if (line.startsWith('MSG ')) {
        const words = line.split(' ');
        const size = Number(words.at(-1));
        if (this.rest.length < end + 4 + size) return;
        const body = this.rest.toString('utf8', end + 2, end + 2 + size);
        this.rest = this.rest.subarray(end + 4 + size);
        this.#message(words[1], words[2], body);
        continue;
      }
      this.rest = this.rest.subarray(end + 2);
      if (line === 'PING') this.socket.write('PONG\r\n');
      else if (line === 'PONG' && !this.ready) this.onReady();
      else if (line.startsWith('-ERR')) this.onEnd(`refused: ${line}`);
      else if (line.startsWith('HMSG')) this.onEnd('a message with headers: a failed publish');
    }
  }

  #message(subject, sid, body) {
    if (sid === '2') this.onMessage(body);
    else if (sid === '1') {
      if (body.includes('"error"')) this.onEnd(`refused: ${body}`);
      else this.onTold();
    } else {
      this.calls.get(subject)?.(body);
      this.calls.delete(subject);
    }
  }

  // A request to JetStream's API.
  call(subject, value) {
    return new Promise((resolve, reject) => {
      const reply = `call.${this.name}.${this.calls.size}`;
      const timer = setTimeout(() => reject(new Error(`${subject}: no answer`)), CALL_TIMEOUT_MS);
      this.calls.set(reply, (text) => {
        clearTimeout(timer);
        const answer = JSON.parse(text);
        if (answer.error) reject(new Error(`${subject}: ${text}`));
        else resolve(answer);
      });
      this.publish(subject, reply, JSON.stringify(value));
    });
  }

  publish(subject, reply, text) {
    this.write(`PUB ${subject} ${reply} ${Buffer.byteLength(text)}\r\n${text}\r\n`);
  }

  close() {
    this.onEnd = () => {};
    this.socket.destroy();
  }
}

const silent = { onMessage() {}, onTold() {}, onEnd() {} };

export const nats = {
  title: 'NATS JetStream',
  tells: 'acknowledgement of the publish',

  version() {
    if (!BINARY) throw new Error('Debian package nats-server missing');
    return debianVersion('nats-server');
  },

  async prepare({ dir, port }) {
    const config = join(dir, 'nats.conf');
    const users = Array.from({ length: ACCOUNTS }, (_, i) =>
      `{user: p${i}, password: "${PASSWORD}"}`);
    writeFileSync(config, `host: 127.0.0.1\nport: ${port}\n`
      + `jetstream { store_dir: "${join(dir, 'jetstream')}" }\n`
      + `authorization { timeout: ${SIGN_IN_S}, users = [\n${users.join('\n')}\n] }\n`);
    return {
      command: [BINARY, '-c', config],
      answers: () => answersTcp(port, null, /^INFO /),
    };
  },

  async people({ port }, names) {
    const client = await Client.open(port, 'p0', silent);
    await client.call(`$JS.API.STREAM.CREATE.${STREAM}`, { name: STREAM, subjects: ['chat.>'],
      storage: 'file', retention: 'limits', max_age: 0, discard: 'old', num_replicas: 1 })
      .catch((error) => { if (!error.message.includes('already in use')) throw error; });
    client.close();
    return names.map((name) => ({ name }));
  },

  async connect({ port }, who, hooks) {
    const client = await Client.open(port, who.name, hooks);
    await client.call(`$JS.API.CONSUMER.CREATE.${STREAM}`, { stream_name: STREAM, config: {
      deliver_subject: `to.${who.name}`, deliver_policy: 'new', ack_policy: 'none',
      replay_policy: 'instant', filter_subject: `chat.${who.name}` } });
    return {
      send: (to, text) => client.publish(`chat.${to.name}`, client.inbox, text),
      close: () => client.close(),
    };
  },

  // What the stream holds.
  async count({ port }) {
    const client = await Client.open(port, 'p0', silent);
    const info = await client.call(`$JS.API.STREAM.INFO.${STREAM}`, {});
    client.close();
    return info.state.messages;
  },
};
