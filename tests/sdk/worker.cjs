// A process that holds one client, and does what its parent says: {id, method, args} in,
// {id, value} or {id, error} out, and {event, data} for whatever the client tells. One user per
// process, for the native library knows no more than one.
'use strict';
const Module = require('node:module');
const path = require('node:path');
const {readFileSync} = require('node:fs');

const tell = (message) => process.send(message);

// What the desktop package wants of Electron is no more than this.
function standIn(names) {
  const resolve = Module._resolveFilename;
  const load = Module._load;
  Module._resolveFilename = (request, ...rest) => (
    Object.hasOwn(names, request) ? request : resolve(request, ...rest));
  Module._load = (request, ...rest) => (
    Object.hasOwn(names, request) ? names[request] : load(request, ...rest));
}

function openNative() {
  let invoke;
  const nothing = () => {};
  standIn({
    'electron': {
      ipcMain: {handle: (_, handler) => { invoke = handler; }, removeHandler: nothing},
      powerMonitor: {on: nothing, removeListener: nothing},
    },
    // The names of its events are their keys.
    '@openim/wasm-client-sdk': {LogLevel: {Error: 2, Warn: 3, Debug: 5},
      SdkEvent: new Proxy({}, {get: (_, key) => key})},
  });
  const Main = require('@openim/electron-client-sdk');
  const root = path.dirname(path.dirname(require.resolve('@openim/electron-client-sdk')));
  const library = path.join(root, 'assets', `linux_${process.arch}`, 'libopenimsdk.so');
  const page = {isDestroyed: () => false, once: nothing,
    send: (_, event, data) => tell({event, data: data?.data})};
  new (Main.default ?? Main)(library, page);
  return (method, args) => invoke(null, method, ...args);
}

// Made for browsers: it looks for what those have.
async function openJs() {
  globalThis.window ??= globalThis;
  globalThis.FileReader ??= class {
    readAsArrayBuffer(blob) {
      blob.arrayBuffer().then((result) => {
        this.result = result;
        this.onload?.({target: this});
      }, (error) => this.onerror?.(error));
    }
  };
  for (const level of ['log', 'info', 'debug', 'warn']) console[level] = () => {};
  // The build for engines of today: in the others, lists made of iterators are lost.
  const root = path.dirname(require.resolve('@openim/client-sdk'));
  const {getSDK, CbEvents} = await import(path.join(root, 'index.modern.mjs'));
  const sdk = getSDK();
  for (const event of new Set(Object.values(CbEvents))) {
    sdk.on(event, (e) => tell({event, data: e?.data}));
  }
  return (method, args) => {
    const plain = args.map((arg) => (arg?.bytes
      ? {...arg, bytes: undefined, file: new File([Buffer.from(arg.bytes, 'base64')], arg.name,
        {type: arg.contentType})} : arg));
    if (typeof sdk[method] !== 'function') throw new Error(`no method ${method}`);
    return sdk[method](...plain);
  };
}

const KINDS = {native: ['@openim/electron-client-sdk', openNative],
  js: ['@openim/client-sdk', openJs]};
const [name, open] = KINDS[process.argv[2]];
let call;
const fail = (e) => ({errCode: e?.errCode ?? -1, errMsg: e?.errMsg ?? e?.message ?? String(e)});

process.on('message', async ({id, method, args}) => {
  try {
    const value = await call(method, args);
    tell(value?.errCode ? {id, error: fail(value)} : {id, value});
  } catch (e) {
    tell({id, error: fail(e)});
  }
});
process.on('disconnect', () => process.exit(0));
// Its own package must load; what the client leaves unhandled later is told.
const give = (e) => process.stderr.write(`${e?.stack ?? e}\n`, () => process.exit(1));
process.on('unhandledRejection', (e) => tell({event: 'unhandled', data: String(e?.stack ?? e)}));
(async () => {
  call = await open();
  const about = path.join(path.dirname(path.dirname(require.resolve(name))), 'package.json');
  tell({version: JSON.parse(readFileSync(about, 'utf8')).version});
})().catch(give);
