// A client of XMPP (RFC 6120, 6121) without TLS: registers, signs in, sends and hears messages.
import net from 'node:net';

import { outgoing } from './outgoing.mjs';

export const HOST = 'localhost';
const RESOURCE = 'bench';
const PASSWORD = 'secret-1';
const STEP_TIMEOUT_MS = 15_000;
const END = '</message>';

export const OPENING = `<?xml version='1.0'?><stream:stream to='${HOST}' version='1.0' `
  + `xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;
export const OPENED = /<\/stream:features>|<stream:features\/>/;

export const jid = (name) => `${name}@${HOST}/${RESOURCE}`;

class Stream {
  static async open(port, onEnd) {
    const stream = new Stream();
    Object.assign(stream, { text: '', onEnd, onMessage: null, waiting: null });
    stream.socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    stream.socket.setEncoding('utf8');
    stream.socket.on('error', (error) => stream.#end(error.message));
    stream.socket.on('close', () => stream.#end('the server closed the stream'));
    stream.socket.on('data', (text) => {
      stream.text += text;
      if (stream.waiting) stream.waiting.look();
      else if (stream.onMessage) stream.#messages();
    });
    await stream.step(OPENING, OPENED);
    return stream;
  }

  #end(why) {
    if (this.waiting) this.waiting.fail(why);
    else this.onEnd(why);
  }

  // Sends, and waits for what matches; what came until then is done with.
  step(xml, match) {
    return new Promise((resolve, reject) => {
      const over = (give, value) => {
        clearTimeout(timer);
        this.waiting = null;
        give(value);
      };
      const fail = (why) => over(reject, new Error(`${why}; sent ${xml.slice(0, 120)}, `
        + `got ${this.text.slice(0, 400)}`));
      const timer = setTimeout(() => fail('no answer'), STEP_TIMEOUT_MS);
      this.waiting = {
        fail,
        look: () => {
          const found = match.exec(this.text);
          if (/<failure|type=['"]error['"]|<stream:error/.test(this.text)) fail('refused');
          else if (found) {
            this.text = this.text.slice(found.index + found[0].length);
            over(resolve, found);
          }
        },
      };
      this.socket.write(xml);
    });
  }

  // Whole messages, of which only the body counts; presences between them are passed over.
  #messages() {
    let from = 0;
    for (;;) {
      const end = this.text.indexOf(END, from);
      if (end < 0) break;
      const start = this.text.indexOf('<body>', from);
      if (this.text.slice(from, end).includes('type=\'error\'')) {
        return this.onEnd(`refused: ${this.text.slice(from, end)}`);
      }
      if (start >= 0 && start < end) {
        this.onMessage(this.text.slice(start + 6, this.text.indexOf('</body>', start)));
      }
      from = end + END.length;
    }
    this.text = this.text.slice(from);
    if (this.text.includes('<stream:error')) this.onEnd(`refused: ${this.text}`);
  }

  close() {
    this.onEnd = () => {};
    this.socket.destroy();
  }
}

async function register(port, name) {
  const stream = await Stream.open(port, () => {});
  await stream.step(`<iq type='set' id='r'><query xmlns='jabber:iq:register'><username>${name}`
    + `</username><password>${PASSWORD}</password></query></iq>`, /<iq[^>]*type=['"]result['"]/);
  stream.close();
}

// Registers each of them (XEP-0077).
export async function people({ port }, names) {
  for (const name of names) await register(port, name);
  return names.map((name) => ({ name }));
}

async function signIn(port, who, onEnd) {
  const stream = await Stream.open(port, onEnd);
  const plain = Buffer.from(`\0${who.name}\0${PASSWORD}`).toString('base64');
  await stream.step(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${plain}`
    + '</auth>', /<success[^>]*>/);
  await stream.step(OPENING, OPENED);
  await stream.step(`<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>`
    + `<resource>${RESOURCE}</resource></bind></iq>`, /<\/iq>/);
  return stream;
}

// How many messages the archives of these people hold together (XEP-0313).
export async function archived({ port }, all) {
  let sum = 0;
  for (const who of all) {
    const stream = await signIn(port, who, () => {});
    const found = await stream.step(`<iq type='set' id='c'><query xmlns='urn:xmpp:mam:2'>`
      + `<set xmlns='http://jabber.org/protocol/rsm'><max>0</max></set></query></iq>`,
    /<count[^>]*>(\d+)<\/count>/);
    sum += Number(found[1]);
    stream.close();
  }
  return sum;
}

export async function connect({ port }, who, { onMessage, onEnd }) {
  const stream = await signIn(port, who, onEnd);
  // The own presence comes back: from then on messages come here.
  await stream.step('<presence/>', /<presence[^>]*(\/>|>.*?<\/presence>)/);
  stream.onMessage = onMessage;
  const write = outgoing(stream.socket);
  return {
    send(to, text, id) {
      write(`<message to='${jid(to.name)}' type='chat' id='${id}'><body>${text}`
        + '</body></message>');
    },
    close: () => stream.close(),
  };
}
