// Starts, kills and restarts the real binary.
import {execFile, spawn} from 'node:child_process';
import {mkdtempSync, rmSync, createWriteStream} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';
import {DIALECTS} from './dialects.mjs';
import {APPS, readKeys} from './appim_apps.mjs';
import {HttpClient} from './http.mjs';
import {PATIENCE} from './patience.mjs';
import {freePort} from './ports.mjs';
import {sleep} from './report.mjs';

export const LISTENERS = ['main', 'imchat_backstage', 'imchat_redpacket', 'appim_socket',
  'openim_gateway', 'openim_api', 'metrics'];
// Tests make more accounts, groups and messages from one address than people do: their servers have
// these limits switched off, but for those that are started with `limits: true`.
const UNLIMITED = ['connections_per_address', 'passwords_per_s', 'registrations_per_h',
  'messages_per_s', 'trusted_messages_per_s', 'groups_per_day', 'contacts_per_day', 'joins_per_day',
  'complaints_per_h', 'orders_per_h'];
export const ADMIN_PASSWORD = 'test-admin-1';
const START_TIMEOUT_MS = 30_000 * PATIENCE;
const STOP_TIMEOUT_MS = 10_000 * PATIENCE;
const SAID_MS = 1_000 * PATIENCE;
const SWEPT_MS = 10_000 * PATIENCE;
const SWEEPS_EVERY_MS = 3_600_000 + 60_000;
const SWEEP_TAKES_MS = 300;
const STDERR_KEEP_BYTES = 256 * 1024;

const execute = promisify(execFile);
const running = new Set();
const directories = new Set();
// Nothing stays behind when a run ends early.
process.on('exit', () => {
  running.forEach((child) => child.kill('SIGKILL'));
  directories.forEach((dir) => rmSync(dir, {recursive: true, force: true}));
});

// For what a server of a test works in. It is there until the run ends: who removes a directory
// sooner must have ended the server first, which a test that is given its servers does not.
export function temporaryDir() {
  const dir = mkdtempSync(path.join(tmpdir(), 'koine-test-'));
  directories.add(dir);
  return dir;
}

export class Server {
  // options: {binary, dataDir?, storeUrl?, testClock?, flags?: [..], log?: file, addresses?: {…},
  //           adminPassword?, apps?: bool, env?: {…}, limits?: bool}; without a password
  //           ('') there is no administrator
  constructor(options) {
    this.options = options;
    this.ownsData = !options.dataDir;
    this.dataDir = options.dataDir ?? temporaryDir();
    this.addresses = {...options.addresses};
    // What it is told to listen on; addresses is what it says it does.
    this.listens = {...options.addresses};
    this.stderr = '';
    this.madeApps = null;
    this.child = null;
    this.said = null;
    this.log = options.log ? createWriteStream(options.log, {flags: 'a'}) : null;
  }

  static async start(options) {
    const server = new Server(options);
    try {
      await server.launch();
    } catch (e) {
      await server.stop();
      throw e;
    }
    return server;
  }

  get origin() { return `http://${this.addresses.main}`; }
  // The address of a dialect, and its client.
  originOf(dialect) { return `http://${this.addresses[DIALECTS[dialect].address]}`; }
  client(dialect) { return dialect === 'ruoyi' ? this.http : this[dialect]; }
  get wsOrigin() { return `ws://${this.addresses.main}`; }
  get alive() { return this.child !== null && this.child.exitCode === null &&
      this.child.signalCode === null; }

  args() {
    const {storeUrl, testClock, flags = [], adminPassword = ADMIN_PASSWORD, limits} = this.options;
    const own = LISTENERS.map((name) =>
      `--listen.${name}=${this.listens[name]}`);
    if (storeUrl) own.push(`--store.url=${storeUrl}`);
    if (testClock) own.push('--test.clock=true');
    if (adminPassword) own.push(`--admin.password=${adminPassword}`);
    if (!limits) {
      own.push(...UNLIMITED.map((name) => `--limits.${name}=0`));
      // The scripts of IM Chat speak to one address.
      own.push('--imchat.strict_ports=false');
      // Each person of a test registers and signs in, at 15 ms of one thread each.
      own.push('--test.passwords=true');
    }
    // A flag given twice is refused: those of a test replace these.
    const given = new Set(flags.map((flag) => flag.split('=')[0]));
    return ['serve', '--data', this.dataDir,
      ...own.filter((flag) => !given.has(flag.split('=')[0])), ...flags];
  }

  get clients() {
    return [this.http, this.appim, this.imchat, this.openim].filter(Boolean);
  }

  // What it counts, as Prometheus reads it.
  async metrics() {
    return (await fetch(`http://${this.addresses.metrics}/metrics`)).text();
  }

  // Starts the process and waits for its line of addresses, each time on the same ports.
  async launch() {
    for (const name of LISTENERS) this.listens[name] ??= `127.0.0.1:${await freePort()}`;
    // What is kept leads to a process that ended. Clients of this one come before its line is read.
    for (const client of this.clients) client.reset();
    const args = this.args();
    const child = spawn(this.options.binary, args, {stdio: ['ignore', 'pipe', 'pipe'],
      env: {...process.env, ...this.options.env}});
    this.child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    child.stderr.setEncoding('utf8').on('data', (text) => {
      this.stderr = (this.stderr + text).slice(-STDERR_KEEP_BYTES);
      this.log?.write(text);
    });
    this.said = new Promise((resolve) => child.stderr.once('close', resolve));
    const line = await this.firstLine(child, args);
    for (const [, name, address] of line.matchAll(/(\w+)=(\S+)/g)) this.addresses[name] = address;
    if (!this.addresses.main) throw new Error(`no main= in the start line: ${line}`);
    this.http ??= new HttpClient(this.origin);
    this.appim ??= new HttpClient(this.origin, 'appim');
    this.imchat ??= new HttpClient(this.origin, 'imchat');
    if (this.addresses.openim_api) {
      this.openim ??= new HttpClient(this.originOf('openim'), 'openim');
    }
    if (this.options.apps && !this.madeApps) await this.makeApps();
  }

  // The applications of App IM that the scripts speak of, with their keys; of a server that was
  // started with `apps: true`, since each takes a run of the program.
  get apps() {
    if (!this.madeApps) throw new Error('this server was started without apps: true');
    return this.madeApps;
  }

  // By the operator socket.
  async makeApps() {
    const apps = {};
    for (const [name, words] of Object.entries(APPS)) {
      const {stdout} = await execute(this.options.binary,
          ['app', 'create', ...words, '--data', this.dataDir]);
      apps[name] = {id: words[0], ...readKeys(stdout)};
    }
    this.madeApps = apps;
  }

  firstLine(child, args) {
    return new Promise((resolve, reject) => {
      let out = '';
      const give = (e) => {
        clearTimeout(timer);
        reject(new Error(`${e}\n  ${this.options.binary} ${args.join(' ')}\n` +
            `${(out + this.stderr).slice(-4000)}`));
      };
      const timer = setTimeout(() => give('the server did not say `listening` in time'),
          START_TIMEOUT_MS);
      child.once('error', (e) => give(`the server cannot be started: ${e.message}`));
      child.once('exit', (code, signal) => setTimeout(
          () => give(`the server ended at start with ${code ?? signal}`), 50));
      child.stdout.setEncoding('utf8').on('data', (text) => {
        out = (out + text).slice(-STDERR_KEEP_BYTES);
        this.stdout = out;
        const found = /^listening (.*)\n/m.exec(out);
        if (!found) return;
        clearTimeout(timer);
        resolve(found[1]);
      });
    });
  }

  signal(name, timeoutMs = STOP_TIMEOUT_MS) {
    const child = this.child;
    if (!this.alive) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new Error(`the server did not end within ${timeoutMs} ms of ${name}`));
      }, timeoutMs);
      child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      child.kill(name);
    });
  }

  // Stops it from running without ending it, and lets it go on.
  pause() { this.child.kill('SIGSTOP'); }
  resume() { this.child.kill('SIGCONT'); }

  kill9() { return this.signal('SIGKILL'); }

  // Kills (or ends) the process and starts it on the same data and the same ports.
  async restart({kill = true} = {}) {
    await this.signal(kill ? 'SIGKILL' : 'SIGTERM');
    await this.launch();
  }

  async stop() {
    await this.signal('SIGTERM').catch(() => {});
    for (const client of this.clients) client.agent.destroy();
    // What a process said at last may come after its end, unless something holds its pipe.
    await Promise.race([this.said, sleep(SAID_MS)]);
    this.log?.end();
    this.log = null;
    if (!this.ownsData) return;
    rmSync(this.dataDir, {recursive: true, force: true});
    directories.delete(this.dataDir);
  }

  // Moves the server's clock forward, and by steadyMs that of its timers and timeouts. Needs a
  // server started with testClock.
  async advanceClock(ms, steadyMs = 0) {
    const {status} = await this.http.call('POST', '/test/clock', null,
        {advance_ms: ms, steady_ms: steadyMs});
    // The server ends what has been idle for so long, while a next request may be on its way.
    if (steadyMs > 0) {
      for (const client of this.clients) client.dropIdle();
    }
    if (status === 404) throw new Error('this server has no test clock (--test.clock=true)');
    if (status !== 200) throw new Error(`POST /test/clock answered ${status}`);
  }

  // Lets hours pass, at the turn of each of which sweeps run, until `condition` holds.
  async sweepUntil(condition, what) {
    for (const end = performance.now() + SWEPT_MS; !await condition();) {
      if (performance.now() > end) throw new Error(`${what}: not within ${SWEPT_MS} ms`);
      await this.advanceClock(SWEEPS_EVERY_MS);
      await sleep(SWEEP_TAKES_MS);
    }
  }
}
