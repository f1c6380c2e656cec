// Programs that the suite runs, and the addresses of servers that it starts in other roots.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {HttpClient} from '../lib/http.mjs';
import {PATIENCE} from '../lib/patience.mjs';
import {freePort} from '../lib/ports.mjs';
import {LISTENERS} from '../lib/server.mjs';
import {befriend, directChat, must, person} from '../lib/world.mjs';
import {readAll} from '../crash/check.mjs';

const OUTPUT_MAX = 64 * 1024 * 1024;
const RUN_MS = 600_000 * PATIENCE;

// Runs a program to its end, without holding up what goes on meanwhile. Answers what it printed,
// and fails with that when the program fails; with `fails`, it must fail and say this.
export function run(program, words, {fails, ...options} = {}) {
  return new Promise((resolve, reject) => {
    execFile(program, words, {encoding: 'utf8', maxBuffer: OUTPUT_MAX, timeout: RUN_MS, ...options},
        (error, out, err) => {
          const said = out + err;
          if (fails !== undefined ? error && said.includes(fails) : !error) resolve(said);
          else reject(new Error(`${program}: ${error ?? `${words} did not fail`}\n${said}`));
        });
  });
}

// What tells a server to listen on free ports: {addresses, environment}.
export async function freeAddresses() {
  const addresses = {};
  for (const name of LISTENERS) addresses[name] = `127.0.0.1:${await freePort()}`;
  return {addresses, environment: Object.entries(addresses).map(
      ([name, address]) => `KOINE_LISTEN_${name.toUpperCase()}=${address}`)};
}

// A server that something else runs, as the senders of the suite `crash` know one.
export class Elsewhere {
  constructor(address) {
    this.http = new HttpClient(`http://${address}`);
    this.wsOrigin = `ws://${address}`;
  }

  async answers() {
    try {
      return (await this.http.request('GET', '/healthz', {timeoutMs: 2000})).status === 200;
    } catch {
      return false;
    }
  }

  // Two people who are friends, {ann, bob, chat}, after ann's first message.
  async firstMessage(text) {
    const ann = await person(this.http, 'ann');
    const bob = await person(this.http, 'bob');
    await befriend(this.http, ann, bob);
    const chat = await directChat(this.http, ann, bob);
    await must(this.http, 'POST', '/message/send', ann.token,
        {conversationId: chat, type: 'TEXT', content: text, clientMsgId: text});
    await this.reads({bob, chat}, text);
    return {ann, bob, chat};
  }

  async reads({bob, chat}, text) {
    const {rows} = await readAll(this.http, bob.token, chat);
    assert.ok(rows.some((row) => row.content === text), `bob does not read ${text}`);
  }
}
