// Runs the blocks of a script against a server.
import {readFileSync} from 'node:fs';
import path from 'node:path';
import WebSocket from 'ws';
import {PATIENCE} from '../patience.mjs';
import {sleep} from '../report.mjs';
import {DIALECTS, dialectOf} from '../dialects.mjs';
import {buildScope} from '../world.mjs';
import {bless, constantMember, fill, fillText, match, show} from './template.mjs';

// How long a frame, a close or a handshake is waited for; a slow machine may stretch it.
export const FRAME_WAIT_MS = 2000 * PATIENCE;
// What must not come is waited for each time, in full.
const SILENCE_PATIENCE = Math.min(PATIENCE, 6);
// What tells which frame is meant: others are left unread.
const TELLING_MEMBERS = ['type', 'action', 'userId', 'payload.messageType', 'payload.content',
  'data.messageType', 'data.event', 'data.groupId', 'data.content', 'data.action'];
// Where the server speaks first: a greeting, or a question who it is.
const GREETED = /^\/ws(\/im)?\b/;
const SHOWN_CHARACTERS = 1500;
const AGAIN_AFTER_MS = 100;

export class ScriptFailure extends Error {
  constructor(file, line, message, extra = '') {
    super(message);
    this.report = `${file}:${line}: ${message}${extra && `\n${extra}`}`;
  }
}

// One socket of somebody, with the frames that arrived and were not asked for yet.
class Connection {
  constructor(url, headers) {
    this.unread = [];
    this.end = null;
    this.waiters = new Set();
    this.socket = new WebSocket(url, {headers, perMessageDeflate: false, autoPong: true});
    const wake = () => this.waiters.forEach((w) => w());
    this.socket.on('message', (data, binary) => {
      this.unread.push(frameOf(data, binary));
      wake();
    });
    this.socket.on('pong', () => { this.unread.push({control: 'pong'}); wake(); });
    this.socket.on('close', (code, reason) => {
      this.end = {code, reason: reason.toString('utf8')};
      wake();
    });
    this.opened = new Promise((resolve) => {
      this.socket.once('open', () => resolve({status: 101}));
      this.socket.once('error', (e) => resolve({status: 0, error: e.message}));
      this.socket.once('unexpected-response', (_, response) => {
        const chunks = [];
        response.on('data', (c) => chunks.push(c));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({status: response.statusCode, headers: response.headers, text,
            json: parse(text)});
        });
      });
    });
  }

  // Calls test() now and after each arrival until it gives something, at most `ms`.
  async until(test, ms) {
    const end = performance.now() + ms;
    for (;;) {
      const found = test();
      if (found) return found;
      const rest = end - performance.now();
      if (rest <= 0) return null;
      await new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          this.waiters.delete(done);
          resolve();
        };
        const timer = setTimeout(done, rest);
        this.waiters.add(done);
      });
    }
  }

  describe() {
    const frames = this.unread.slice(-8).map((f) => `  unread: ${show(f.value ?? f.control)}`);
    if (this.end) frames.push(`  closed: ${this.end.code} ${this.end.reason}`);
    return frames.join('\n') || '  no frame is unread';
  }
}

const parse = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

function frameOf(data, binary) {
  const text = data.toString('utf8');
  return {binary, value: binary ? text : parse(text) ?? text};
}

export class BlockRun {
  constructor(script, block, server, {blessing = null} = {}) {
    this.script = script;
    this.block = block;
    this.server = server;
    this.edits = blessing;
    this.dialect = dialectOf(script.path);
    this.connections = new Map();
    this.bound = new Set();
  }

  fail(line, message, extra = '') {
    const shared = this.shared ? `\n  in ${this.shared}` : '';
    throw new ScriptFailure(this.script.path, line, message, `${extra}${shared}`);
  }

  async run() {
    try {
      this.scope = await buildScope(this.server, this.block.uses, this.dialect);
    } catch (e) {
      this.fail(this.block.line, e.message);
    }
    try {
      for (const step of this.block.steps) {
        this.shared = step.shared;
        this.blessing = step.shared ? null : this.edits;
        await this.patiently(step);
      }
    } finally {
      for (const c of this.connections.values()) c.socket.terminate();
    }
  }

  // After `within` a step is done again until it holds or the time is over.
  async patiently(step) {
    const until = step.kind === 'within' ? 0 : this.until ?? 0;
    if (step.kind !== 'within') this.until = 0;
    for (;;) {
      try {
        await this[step.kind](step);
        return;
      } catch (e) {
        if (performance.now() < until) {
          await sleep(AGAIN_AFTER_MS);
          continue;
        }
        if (e instanceof ScriptFailure) throw e;
        this.fail(step.line, e.message);
      }
    }
  }

  // Compares, keeps what was bound, or fails; with --bless notes the change instead.
  check(node, value, line, extra) {
    const bound = {};
    const difference = match(node, value, this.scope, bound);
    if (difference && !this.blessing) {
      this.fail(line, `${difference.path}: wanted ${difference.wanted}, got ${difference.got}`,
          extra());
    }
    if (difference) {
      const text = bless(node, this.script.text, value, this.scope, bound);
      this.blessing.push({from: node.from, to: node.to, text});
    }
    this.bind(bound, line);
  }

  bind(bound, line) {
    for (const [name, value] of Object.entries(bound)) {
      if (this.bound.has(name)) this.fail(line, `the name {${name}} is bound twice`);
      this.bound.add(name);
      this.scope[name] = value;
    }
  }

  async request(step) {
    const {method, expect} = step;
    const url = fillText(step.path, this.scope);
    const {headers, body} = this.outgoing(step);
    const client = this.server.client(this.speaks(step.who));
    let answer;
    try {
      answer = await client.request(method, url, {headers, body});
    } catch (e) {
      this.fail(step.line, `${method} ${url}: ${e.message}`, curl(client, method, url,
          headers, body));
    }
    this.expected(step, answer, () => `${curl(client, method, url, headers, body)}\n` +
        `answer: ${answer.status} ${cut(answer.text)}`);
    if (expect.body === 'json' && answer.json === undefined && method !== 'HEAD') {
      this.fail(expect.line, 'the answer is no JSON', cut(answer.text));
    }
  }

  // The dialect of a request: that of who calls, else that of the script.
  speaks(who) { return this.scope[who]?.dialect ?? this.dialect; }

  outgoing(step) {
    let body = null;
    const who = step.who && this.scope[step.who];
    if (step.who && !who?.token) {
      throw new Error(`nobody is called '${step.who}' here, or has no token`);
    }
    const headers = DIALECTS[this.speaks(step.who)].sign(who?.token);
    switch (step.body?.kind) {
      case 'json':
        headers['Content-Type'] = 'application/json';
        body = Buffer.from(JSON.stringify(fill(step.body.node, this.scope)));
        break;
      case 'form':
        headers['Content-Type'] = 'application/x-www-form-urlencoded';
        body = Buffer.from(fillText(step.body.text, this.scope).replace(/[^\x21-\x7e]+/g,
            encodeURIComponent));
        break;
      case 'raw':
        headers['Content-Type'] = 'application/json';
        body = step.body.bytes;
        break;
      case 'multipart': {
        const boundary = '----koine-test-boundary';
        headers['Content-Type'] = `multipart/form-data; boundary=${boundary}`;
        body = this.multipart(step.body.parts, boundary);
        break;
      }
      default:
    }
    for (const h of step.headers) {
      for (const key of Object.keys(headers)) {
        if (key.toLowerCase() === h.name.toLowerCase()) delete headers[key];
      }
      headers[h.name] = fillText(h.value, this.scope);
    }
    return {headers, body};
  }

  multipart(parts, boundary) {
    const out = [];
    for (const part of parts) {
      const name = part.file ? path.basename(part.file) : null;
      const content = part.file
        ? readFileSync(path.join(path.dirname(this.script.path), part.file))
        : Buffer.from(fillText(part.text, this.scope));
      out.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${part.name}"` +
          `${name ? `; filename="${name}"\r\nContent-Type: application/octet-stream` : ''}` +
          '\r\n\r\n'), content, Buffer.from('\r\n'));
    }
    return Buffer.concat([...out, Buffer.from(`--${boundary}--\r\n`)]);
  }

  // Status, body and headers of an answer against the expectation.
  expected(step, answer, extra) {
    const {expect} = step;
    if (answer.status !== expect.status) {
      if (!this.blessing) {
        this.fail(expect.line, `status: wanted ${expect.status}, got ${answer.status}`, extra());
      }
      this.blessing.push({from: expect.from, to: expect.from + 3, text: String(answer.status)});
    }
    if (expect.body === 'json') this.check(expect.node, answer.json, expect.line, extra);
    const wantedText = {empty: '', text: expect.text}[expect.body];
    if (wantedText !== undefined && answer.text !== wantedText) {
      this.fail(expect.line, `body: wanted ${show(wantedText)}, got ${show(answer.text)}`, extra());
    }
    for (const h of expect.headers) {
      const bound = {};
      const difference = match(h.node, answer.headers[h.name], this.scope, bound);
      if (difference) {
        this.fail(h.line, `header ${h.name}: wanted ${difference.wanted}, got ${difference.got}`,
            extra());
      }
      this.bind(bound, h.line);
    }
  }

  async ws(step) {
    const url = this.server.wsOrigin + encodeURI(fillText(step.path, this.scope));
    const headers = {};
    for (const h of step.headers) headers[h.name] = fillText(h.value, this.scope);
    const name = step.who ?? 'anon';
    this.connections.get(name)?.socket.terminate();
    const connection = new Connection(url, headers);
    this.connections.set(name, connection);
    const opened = await Promise.race([connection.opened, sleep(FRAME_WAIT_MS * 2)]);
    if (!opened) this.fail(step.line, 'the WebSocket handshake got no answer');
    if (step.expect) {
      if (opened.status === 101 && step.expect.status !== 101) {
        this.fail(step.expect.line, `handshake: wanted ${step.expect.status}, got 101`);
      }
      this.expected(step, opened, () => `answer: ${opened.status} ${cut(opened.text ?? '')}`);
    } else if (opened.status !== 101) {
      this.fail(step.line, 'the WebSocket handshake was refused: ' +
          (opened.error ?? `${opened.status} ${cut(opened.text)}`));
    }
    // What happens before a session is greeted is not pushed to it.
    if (opened.status === 101 && GREETED.test(step.path)) {
      const spoken = () => connection.end || connection.unread.length > 0;
      const came = await connection.until(spoken, FRAME_WAIT_MS);
      if (!came) this.fail(step.line, 'no frame came first');
    }
  }

  connection(step) {
    const found = this.connections.get(step.who);
    if (!found) throw new Error(`'${step.who}' has no WebSocket here`);
    return found;
  }

  async send(step) {
    const {socket} = this.connection(step);
    if (socket.readyState !== WebSocket.OPEN) throw new Error(`${step.who}'s socket is not open`);
    if (step.control) socket[step.control]();
    else if (step.bytes) socket.send(step.bytes, {binary: step.binary});
    else socket.send(JSON.stringify(fill(step.node, this.scope)));
  }

  // The first unread frame of the same kind must match; frames of other kinds stay unread.
  async receive(step) {
    const c = this.connection(step);
    if (step.control) {
      const got = await c.until(() => take(c.unread, (f) => f.control === step.control),
          FRAME_WAIT_MS);
      if (!got) this.fail(step.line, `no ${step.control} came`, c.describe());
      return;
    }
    const told = [];
    for (const name of TELLING_MEMBERS) {
      const value = constantMember(step.node, name, this.scope);
      if (value !== undefined) told.push([name, value]);
    }
    // IM Chat's answers carry a code, what it pushes does not: somebody's presence may come first.
    const answer = step.node.members?.some((m) => m.key.length === 1 && m.key[0] === 'code');
    const alike = (f) => (!answer || f.value?.code !== undefined) &&
        told.every(([name, value]) => value === name.split('.').reduce(
            (object, key) => object?.[key], f.value));
    const frame = await c.until(() => take(c.unread, (f) => !f.control && alike(f)),
        FRAME_WAIT_MS);
    if (!frame) {
      const kind = told.map(([n, v]) => `${n} ${show(v)}`).join(', ') || 'any kind';
      this.fail(step.line, `no frame with ${kind} came to ${step.who}`, c.describe());
    }
    this.check(step.node, frame.value, step.line, () => `  frame: ${show(frame.value)}`);
  }

  async silent(step) {
    const c = this.connection(step);
    const same = (f) => !f.control && !match(step.node, f.value, this.scope, {});
    const found = await c.until(() => c.unread.find(same), step.ms * SILENCE_PATIENCE);
    if (found) this.fail(step.line, 'a frame came that must not', `  frame: ${show(found.value)}`);
  }

  async closed(step) {
    const c = this.connection(step);
    const end = await c.until(() => c.end, FRAME_WAIT_MS);
    if (!end) this.fail(step.line, `${step.who}'s socket was not closed`, c.describe());
    if (end.code !== step.code) {
      this.fail(step.line, `close code: wanted ${step.code}, got ${end.code} ${end.reason}`,
          c.describe());
    }
    if (step.reason !== undefined && end.reason !== step.reason) {
      this.fail(step.line, `close reason: wanted '${step.reason}', got '${end.reason}'`);
    }
  }

  async close(step) {
    const c = this.connection(step);
    c.socket.close(step.code);
    if (!await c.until(() => c.end, FRAME_WAIT_MS)) this.fail(step.line, 'the close got no answer');
    this.connections.delete(step.who);
  }

  async drop(step) {
    this.connection(step).socket.terminate();
    this.connections.delete(step.who);
  }

  async wait(step) { await sleep(step.ms); }

  async within(step) { this.until = performance.now() + step.ms * PATIENCE; }

  async clock(step) { await this.server.advanceClock(step.ms); }

  async restart(step) { await this.server.restart({kill: step.kill}); }
}

function take(list, test) {
  const at = list.findIndex(test);
  return at < 0 ? null : list.splice(at, 1)[0];
}

const cut = (text) => (text.length > SHOWN_CHARACTERS
  ? `${text.slice(0, SHOWN_CHARACTERS)}… (${text.length} characters)` : text);

const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;

// The request as a line for a shell.
function curl(client, method, url, headers, body) {
  const parts = ['curl -sS -i', `-X ${method}`, quote(client.origin + url)];
  for (const [name, value] of Object.entries(headers)) {
    parts.push(`-H ${quote(`${name}: ${value}`)}`);
  }
  if (body?.length) parts.push(`--data-binary ${quote(cut(body.toString('utf8')))}`);
  return parts.join(' ');
}
