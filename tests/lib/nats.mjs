// NATS servers of our own on free ports, alone or as a cluster.
import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import net from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PATIENCE} from './patience.mjs';
import {freePort} from './ports.mjs';
import {until} from './report.mjs';

// Debian puts it where only root's PATH leads.
const BINARY = ['/usr/sbin/nats-server', '/usr/bin/nats-server'].find((f) => existsSync(f)) ??
    'nats-server';
const STOP_TIMEOUT_MS = 10_000 * PATIENCE;
const CLUSTER = 'koine-test';
const LOG_KEEP_CHARS = 65_536;

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

// True when the port greets as NATS does.
function greets(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    const done = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1000, () => done(false));
    socket.once('error', () => done(false));
    socket.once('data', (data) => done(data.toString().startsWith('INFO ')));
  });
}

export class NatsServer {
  constructor(name, port, routePort) {
    Object.assign(this, {name, port, routePort, routes: [], user: '', dir: null, child: null,
      log: ''});
  }

  get url() { return `nats://${this.user && `${this.user}@`}127.0.0.1:${this.port}`; }
  get alive() { return this.child !== null && this.child.exitCode === null &&
      this.child.signalCode === null; }

  async launch() {
    const args = ['-a', '127.0.0.1', '-p', String(this.port), '-n', this.name];
    if (this.routePort) {
      args.push('--cluster_name', CLUSTER, '--cluster', `nats://127.0.0.1:${this.routePort}`);
      if (this.routes.length) args.push('--routes', this.routes.join(','));
    }
    if (this.dir) args.push('-c', this.config);
    const child = spawn(BINARY, args, {stdio: ['ignore', 'ignore', 'pipe']});
    this.child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    child.once('error', (e) => {
      this.log += `${e.message} (Debian package nats-server)`;
    });
    child.stderr.on('data', (text) => { this.log = (this.log + text).slice(-LOG_KEEP_CHARS); });
    await until(() => {
      if (!this.alive || child.pid === undefined) {
        throw new Error(`${BINARY} ended at start:\n${this.log}`);
      }
      return greets(this.port);
    }, `${BINARY} on port ${this.port}`);
  }

  get config() { return path.join(this.dir, 'nats.conf'); }

  // Runs with this configuration from the next start on, or, when it runs, from now on.
  configure(text) {
    this.dir ??= mkdtempSync(path.join(tmpdir(), 'koine-nats-'));
    writeFileSync(this.config, `server_name: ${this.name}\n${text}`);
    if (this.alive) this.child.kill('SIGHUP');
  }

  pause() { this.child.kill('SIGSTOP'); }
  resume() { this.child.kill('SIGCONT'); }
  kill9() { return this.end('SIGKILL'); }

  end(signal = 'SIGTERM') {
    const child = this.child;
    if (!this.alive) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      child.kill(signal);
    });
  }
}

// One server, or several that know each other.
export class Nats {
  // options: {size, ports, setUp(server)}: how many, and where they listen; without ports, on free
  // ones; setUp is called before it starts.
  static async start({size = 1, ports = [], setUp = () => {}} = {}) {
    const nats = new Nats();
    nats.servers = [];
    for (let i = 0; i < size; i++) {
      nats.servers.push(new NatsServer(`n${i + 1}`, ports[i] ?? await freePort(),
          size > 1 ? await freePort() : null));
    }
    for (const s of nats.servers) {
      s.routes = nats.servers.filter((other) => other !== s)
          .map((other) => `nats://127.0.0.1:${other.routePort}`);
    }
    try {
      nats.servers.forEach(setUp);
      await Promise.all(nats.servers.map((s) => s.launch()));
    } catch (e) {
      await nats.stop();
      throw e;
    }
    return nats;
  }

  // The value of `cluster.nats`.
  get urls() { return this.servers.map((s) => s.url).join(','); }

  // Cuts all nodes off, and lets them connect again.
  async cut() { await Promise.all(this.servers.map((s) => s.kill9())); }
  async mend() {
    await Promise.all(this.servers.filter((s) => !s.alive).map((s) => s.launch()));
  }

  async stop() {
    await Promise.all(this.servers.map((s) => s.end()));
    for (const {dir} of this.servers) if (dir) rmSync(dir, {recursive: true, force: true});
  }
}
