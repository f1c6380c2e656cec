// What calls: over HTTP and over sockets, with equal seeds the same calls.
import WebSocket from 'ws';
import {requestOf} from '../lib/appim_rows.mjs';
import {PATIENCE} from '../lib/patience.mjs';
import {sleep} from '../lib/report.mjs';
import {callerOf, foreignPair, valuesFor, wildValues} from './values.mjs';
import {plain} from './watch.mjs';

const FEW_CONVERSATIONS = 30;
const PAIRS = 0.2;
const WILD = 0.1;
const PAIR_TRIES = 12;
const ANSWER_MS = 20_000 * PATIENCE;
const REOPEN_MS = 30;
const INTERNAL = 'Internal server error';
const STATUSES = new Set([200, 404, 405, 413, 429]);
const SHOWN = 400;

// What all callers share: how many calls are left, who looks, what each operation came to.
export class Run {
  constructor(server, tenants, watch, calls) {
    Object.assign(this, {server, tenants, watch, left: calls, problems: []});
    this.tally = new Map();
  }

  take() { return this.problems.length < 20 && this.left-- > 0; }

  count(operation, ok) {
    const one = this.tally.get(operation.name) ?? {calls: 0, ok: 0, pairs: 0};
    one.calls += 1;
    if (ok) one.ok += 1;
    this.tally.set(operation.name, one);
    return one;
  }

  problem(tenant, what, asked, got) {
    this.problems.push(`${tenant.name}: ${what}\n  asked: ${asked.slice(0, SHOWN)}\n  got: ` +
        `${got.slice(0, SHOWN)}`);
  }

  other(tenant) { return this.tenants.find((t) => t !== tenant); }
}

// Calls until all are made, each time one operation by chance.
export async function callOverHttp(run, tenant, operations, dice) {
  const other = run.other(tenant);
  while (run.take()) {
    if (tenant.conversations.length < FEW_CONVERSATIONS) await tenant.addConversation(dice);
    const operation = dice.pick(operations);
    const roll = dice.next();
    if (roll < PAIRS) {
      const pair = foreignPair(operation, tenant, other, dice);
      if (pair) await callPair(run, tenant, operation, pair, dice);
    } else {
      const wild = roll < PAIRS + WILD;
      const values = (wild ? wildValues : valuesFor)(operation, tenant, dice);
      const caller = callerOf(operation, tenant, other, values, dice);
      await callOnce(run, tenant, operation, values, caller, dice);
    }
  }
}

async function callOnce(run, tenant, operation, values, caller, dice) {
  const {headers, mixed} = caller;
  const {answer, asked} = await send(run, tenant, operation, values, headers, dice.chance(0.3));
  const ok = answer.json?.code === 0;
  run.count(operation, ok);
  if (mixed && ok) run.problem(tenant, 'keys that do not fit opened', asked, answer.text);
  if (!ok) return answer;
  run.watch.learn(tenant, asked, answer.text, answer.json.data, values.conv_id, dice);
  if (operation.name === 'DELETE /im/conversations/{conv_id}') {
    tenant.dropConversation(values.conv_id);
  }
  return answer;
}

async function send(run, tenant, operation, values, headers, inBody) {
  const request = requestOf(operation, values, inBody);
  const asked = `${request.method} ${decodeURIComponent(request.path)} ${request.body ?? ''}`;
  const all = request.body === null ? headers : {...headers,
    'Content-Type': request.type ?? 'application/json'};
  const answer = await run.server.appim.request(request.method, request.path,
      {headers: all, body: request.body, timeoutMs: ANSWER_MS});
  run.watch.look(tenant, asked, answer.text);
  const {status, text, json} = answer;
  if (!STATUSES.has(status) || typeof json?.code !== 'number' || text.includes(INTERNAL)) {
    run.problem(tenant, `status ${status}`, asked, text);
  }
  return {answer, asked};
}

// The answers must be equal. Others change the world meanwhile: what differs once is asked again.
async function callPair(run, tenant, operation, {foreign, unknown, ids}, dice) {
  const caller = dice.chance(0.7) ? {headers: tenant.master}
    : callerOf(operation, tenant, tenant, {client_id: dice.pick(tenant.steady)}, dice);
  for (let i = 1; ; i++) {
    const one = await send(run, tenant, operation, foreign, caller.headers, false);
    const two = await send(run, tenant, operation, unknown, caller.headers, false);
    run.count(operation, false).pairs += 1;
    const same = one.answer.status === two.answer.status &&
        plain(one.answer.text, ids) === plain(two.answer.text, ids);
    if (same) return;
    if (i === PAIR_TRIES) {
      run.problem(tenant, 'an id of the other is answered in its own way', one.asked,
          `${one.answer.text}\n  unknown: ${two.answer.text}`);
      return;
    }
  }
}

// A socket of a client. Each frame is followed by a ping: what comes before the pong and is no push
// is its answer.
class Socket {
  constructor(run, tenant, client, device, address) {
    Object.assign(this, {run, tenant, client, device, address, answers: [], asked: ''});
  }

  async open() {
    this.socket = new WebSocket(this.address);
    this.open_ = false;
    this.socket.on('message', (data) => this.take(data.toString()));
    this.socket.on('error', () => {});
    this.socket.on('close', () => {
      this.open_ = false;
      this.wake?.();
    });
    await new Promise((resolve) => {
      this.socket.once('open', resolve);
      this.socket.once('close', resolve);
    });
    const answers = await this.ask({type: 'login', data: {device_id: this.device,
      app_id: this.tenant.app.id, client_id: this.client,
      token: this.tenant.loginToken(this.client)}});
    this.open_ = answers.some((a) => a.includes('"login.success"'));
    return this.open_;
  }

  take(text) {
    this.run.watch.look(this.tenant, this.asked, text);
    const type = /"type":"([^"]*)"/.exec(text)?.[1];
    if (type === 'pong') {
      this.wake?.();
      return;
    }
    if (ANSWER.test(type)) this.answers.push(text);
  }

  // The frames that answer this one.
  async ask(frame) {
    this.answers = [];
    this.asked = JSON.stringify(frame);
    const answered = new Promise((resolve) => {
      this.wake = resolve;
      setTimeout(resolve, ANSWER_MS).unref();
      // Who is closed already does not say so again.
      if (this.socket.readyState !== WebSocket.OPEN) resolve();
    });
    this.socket.send(this.asked, () => {});
    this.socket.send('{"type":"ping"}', () => {});
    await answered;
    return this.answers;
  }

  close() { this.socket?.terminate(); }
}

// All other frames are pushes.
const ANSWER = /^(error|.*\.(ack|list|success|error))$/;

export async function callOverSocket(run, tenant, frames, dice, {client, device, address}) {
  const other = run.other(tenant);
  const socket = new Socket(run, tenant, client, device, address);
  while (run.take()) {
    if (!socket.open_) {
      socket.close();
      run.count({name: 'FRAME login'}, await socket.open());
      if (!socket.open_) await sleep(REOPEN_MS);
      continue;
    }
    const frame = dice.pick(frames);
    if (frame.path === 'login') {
      await tryLogin(run, tenant, other, address, dice);
      continue;
    }
    const roll = dice.next();
    const pair = roll < PAIRS ? foreignPair(frame, tenant, other, dice) : null;
    if (pair) {
      await askPair(run, socket, frame, pair);
      continue;
    }
    const values = (roll < PAIRS + WILD ? wildValues : valuesFor)(frame, tenant, dice);
    const answers = await socket.ask({type: frame.path, data: values});
    run.count(frame, answersWell(answers));
    for (const text of answers) learnFrom(run, socket, text, values, dice);
  }
  socket.close();
}

// Frames without an answer are well answered by none.
const answersWell = (answers) => !answers.some((a) => a.includes('"code"') ||
    a.includes('"type":"error"'));

function learnFrom(run, socket, text, values, dice) {
  if (text.includes(INTERNAL)) {
    run.problem(socket.tenant, 'internal', socket.asked, text);
  }
  if (!dice.chance(0.2)) return;
  const {data} = JSON.parse(text);
  run.watch.learn(socket.tenant, socket.asked, text, data, values.conv_id, dice);
}

async function askPair(run, socket, frame, {foreign, unknown, ids}) {
  for (let i = 1; ; i++) {
    const one = (await socket.ask({type: frame.path, data: foreign})).join('\n');
    const two = (await socket.ask({type: frame.path, data: unknown})).join('\n');
    run.count(frame, false).pairs += 1;
    if (!socket.open_ || plain(one, ids) === plain(two, ids)) return;
    if (i === PAIR_TRIES) {
      run.problem(socket.tenant, 'an id of the other is answered in its own way',
          JSON.stringify({type: frame.path, data: foreign}), `${one}\n  unknown: ${two}`);
      return;
    }
  }
}

// A login with what belongs to the other, on a socket of its own.
async function tryLogin(run, tenant, other, address, dice) {
  const client = dice.pick(tenant.steady);
  const wrong = dice.pick([other.loginToken(client), other.loginToken(other.only[0]), 'x', '']);
  const socket = new Socket(run, tenant, client, 'intruder', address);
  socket.tenant = {...tenant, app: tenant.app, name: tenant.name, loginToken: () => wrong};
  const opened = await socket.open();
  socket.close();
  if (opened) run.problem(tenant, 'a token of the other logged in', socket.asked, '');
  run.count({name: 'FRAME login'}, false);
}
