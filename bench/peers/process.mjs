// A server of the comparison as a tree of processes: starts it on its core, reads what it used, and
// ends all of it.
import { execFileSync, spawn } from 'node:child_process';
import { openSync, readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const SERVER_CORE = 0;
const LOAD_CORE = 1;
const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 10_000;
const POLL_MS = 2;

const running = new Set();

// Nothing stays behind when a run ends early.
process.on('exit', () => running.forEach((server) => server.kill()));

// The generator leaves the server's core alone.
export function pinGenerator() {
  if (cpus().length < 2) return;
  execFileSync('taskset', ['-acp', String(LOAD_CORE), String(process.pid)], { stdio: 'ignore' });
}

function read(path) {
  try { return readFileSync(path, 'utf8'); } catch { return ''; }
}

function numbers(path) {
  try { return readdirSync(path).filter((name) => /^\d+$/.test(name)); } catch { return []; }
}

// The process and all below it. epmd, which Erlang may leave running, belongs to the machine.
export function tree(root) {
  const children = new Map();
  for (const pid of numbers('/proc')) {
    const stat = read(`/proc/${pid}/stat`);
    const end = stat.lastIndexOf(')');
    if (end < 0 || stat.includes('(epmd)')) continue;
    const parent = Number(stat.slice(end + 2).split(' ')[1]);
    children.set(parent, [...children.get(parent) ?? [], Number(pid)]);
  }
  const out = [];
  for (const todo = [root]; todo.length;) {
    const pid = todo.pop();
    out.push(pid);
    todo.push(...children.get(pid) ?? []);
  }
  return out;
}

// Nanoseconds on a processor of all threads of these processes.
export function cpuNs(pids) {
  let sum = 0;
  for (const pid of pids) {
    for (const task of numbers(`/proc/${pid}/task`)) {
      sum += Number(read(`/proc/${pid}/task/${task}/schedstat`).split(' ')[0] || 0);
    }
  }
  return sum;
}

// { anonymous, rss } in bytes.
export function memory(pids) {
  const sums = { anonymous: 0, rss: 0 };
  for (const pid of pids) {
    const text = read(`/proc/${pid}/smaps_rollup`);
    const field = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
    sums.anonymous += field('Anonymous') * 1024;
    sums.rss += field('Rss') * 1024;
  }
  return sums;
}

export class ServerProcess {
  // Starts the command and resolves once `answers()` resolves to true; startMs is the time from
  // exec until then.
  static async start({ dir, command, env = {}, answers }) {
    const server = new ServerProcess();
    const log = openSync(join(dir, 'server.log'), 'a');
    const words = cpus().length > 1 ? ['taskset', '-c', String(SERVER_CORE), ...command] : command;
    const begun = performance.now();
    // A group of its own: whatever it starts ends with it.
    server.child = spawn(words[0], words.slice(1),
      { cwd: dir, env: { ...process.env, ...env }, stdio: ['ignore', log, log], detached: true });
    server.pid = server.child.pid;
    running.add(server);
    let failed = null;
    server.child.once('error', (error) => { failed = error.message; });
    server.ended = new Promise((resolve) => {
      server.child.once('exit', (code, signal) => {
        failed ??= `it ended with ${code ?? signal}`;
        resolve();
      });
    });
    for (;;) {
      if (await answers()) break;
      if (performance.now() - begun > START_TIMEOUT_MS) failed ??= 'no answer in time';
      if (failed) {
        await server.stop();
        throw new Error(`${command[0]} does not start: ${failed}; its log ends with:\n`
          + read(join(dir, 'server.log')).slice(-1500));
      }
      await sleep(POLL_MS);
    }
    server.startMs = performance.now() - begun;
    return server;
  }

  get alive() { return this.child.exitCode === null && this.child.signalCode === null; }

  pids() { return tree(this.pid); }
  memory() { return memory(this.pids()); }
  cpuNs() { return cpuNs(this.pids()); }

  kill() {
    try { process.kill(-this.pid, 'SIGKILL'); } catch { /* all gone */ }
  }

  async stop() {
    if (this.pid === undefined) return void running.delete(this);
    if (this.alive) this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), STOP_TIMEOUT_MS);
    await this.ended;
    clearTimeout(timer);
    this.kill();
    running.delete(this);
  }
}
