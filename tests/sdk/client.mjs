// A published client in a process of its own: its methods and its events.
import {fork} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {PATIENCE} from '../lib/patience.mjs';

const WORKER = path.join(path.dirname(fileURLToPath(import.meta.url)), 'worker.cjs');
const CALL_MS = 30_000 * PATIENCE;
export const EVENT_MS = 20_000 * PATIENCE;
const STDERR_BYTES = 2000;
// The platform on which each signs in, and how it is driven.
export const KINDS = {native: {platform: 7}, js: {platform: 5}};

const parsed = (value) => {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

// What a method gives, out of the envelope that some builds put around it.
const unwrapped = (value) => parsed(value !== null && typeof value === 'object' &&
    'data' in value && 'errCode' in value ? value.data : value);

export class SdkClient {
  static async open(kind, label) {
    const client = new SdkClient(kind, label);
    client.version = await client.started;
    return client;
  }

  constructor(kind, label) {
    this.kind = kind;
    this.dir = mkdtempSync(path.join(tmpdir(), `koine-sdk-${label}-`));
    this.calls = new Map();
    this.events = [];
    this.waiters = new Set();
    this.stderr = '';
    const [major] = process.versions.node.split('.').map(Number);
    // Node has had sockets as browsers have them since 22.
    const execArgv = major < 22 ? ['--experimental-websocket', '--no-warnings'] : [];
    this.child = fork(WORKER, [kind], {cwd: this.dir, execArgv,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc']});
    this.child.stderr.on('data', (text) => {
      this.stderr = (this.stderr + text).slice(-STDERR_BYTES);
    });
    this.started = new Promise((resolve, reject) => {
      this.child.on('message', (message) => {
        if (message.version) resolve(message.version);
        else this.heard(message);
      });
      this.child.once('exit', () => {
        this.ended = true;
        reject(new Error(`the ${kind} client ended: ${this.stderr}`));
        for (const {reject: give} of this.calls.values()) give(new Error('the client ended'));
      });
    });
    this.started.catch(() => {});
  }

  heard({id, value, error, event, data}) {
    if (event) {
      this.events.push({event, data: parsed(data)});
      for (const waiter of [...this.waiters]) waiter();
      return;
    }
    const call = this.calls.get(id);
    this.calls.delete(id);
    clearTimeout(call?.timer);
    if (error) call?.reject(Object.assign(new Error(`${error.errCode} ${error.errMsg}`), error));
    else call?.resolve(unwrapped(value));
  }

  call(method, ...args) {
    return new Promise((resolve, reject) => {
      const id = (this.next = (this.next ?? 0) + 1);
      const fail = (e) => reject(Object.assign(e, {message: `${method}: ${e.message}`}));
      const timer = setTimeout(() => fail(new Error(`no answer in ${CALL_MS} ms`)), CALL_MS);
      this.calls.set(id, {resolve, reject: fail, timer});
      this.child.send({id, method, args});
    });
  }

  // The place in the events from which `wait` looks.
  get mark() { return this.events.length; }

  // The data of the first event of these names, from `mark` on, that fits.
  async wait(names, fits = () => true, mark = 0) {
    const wanted = new Set([].concat(names).map((n) => n.toLowerCase()));
    const found = () => this.events.slice(mark).find(
        (e) => wanted.has(e.event.toLowerCase()) && fits(e.data));
    const end = Date.now() + EVENT_MS;
    for (;;) {
      const event = found();
      if (event) return event.data;
      const rest = end - Date.now();
      if (rest <= 0) {
        const seen = [...new Set(this.events.slice(mark).map((e) => e.event))].join(', ');
        throw new Error(`no ${[...wanted]} in ${EVENT_MS} ms; heard: ${seen || 'nothing'}`);
      }
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

  // Signs in and waits until what the client asks for first is there.
  async login({id, token}, {apiAddr, wsAddr}) {
    const {mark} = this;
    const {platform} = KINDS[this.kind];
    if (this.kind === 'js') {
      await this.call('login', {userID: id, token, platformID: platform, apiAddr, wsAddr,
        logLevel: 2});
      await this.wait('OnConnectSuccess', undefined, mark);
      return;
    }
    await this.call('initSDK', {apiAddr, wsAddr, platformID: platform, dataDir: this.dir,
      logFilePath: this.dir, logLevel: 2, isLogStandardOutput: false, systemType: 'node'});
    await this.call('login', {userID: id, token});
    await this.wait('OnConnectSuccess', undefined, mark);
    await this.wait('OnSyncServerFinish', undefined, mark);
  }

  // Makes a message of a file: `what` is Image or File.
  async fileMessage(what, name, bytes, contentType) {
    if (this.kind === 'native') {
      const file = path.join(this.dir, name);
      writeFileSync(file, bytes);
      return what === 'Image' ? this.call('createImageMessageFromFullPath', file)
        : this.call('createFileMessageFromFullPath', file, name);
    }
    const uuid = `${Date.now()}`;
    const {url} = await this.call('uploadFile', {name, contentType, uuid,
      bytes: bytes.toString('base64')});
    if (what === 'File') {
      return this.call('createFileMessageByURL', {filePath: '', fileName: name, uuid,
        sourceUrl: url, fileSize: bytes.length});
    }
    const picture = {uuid, type: 'png', size: bytes.length, width: 1, height: 1, url};
    return this.call('createImageMessageByURL', {sourcePicture: picture, bigPicture: picture,
      snapshotPicture: picture, sourcePath: ''});
  }

  async close() {
    if (!this.ended) {
      this.child.disconnect();
      const timer = setTimeout(() => this.child.kill('SIGKILL'), 2000);
      await new Promise((resolve) => {
        if (this.ended) resolve();
        else this.child.once('exit', resolve);
      });
      clearTimeout(timer);
    }
    rmSync(this.dir, {recursive: true, force: true});
  }
}
