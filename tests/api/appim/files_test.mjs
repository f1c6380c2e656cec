// app-im 4: what no script can say of files: what their links give, limits to the byte, quotas
// under many uploads at once, tenants, the end of an application.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readKeys} from '../../lib/appim_apps.mjs';
import {png} from '../../lib/png.mjs';

const MIB = 1024 * 1024;
const AT_ONCE = 24;

// Uploads; the answer {status, json}.
export async function upload(server, app, name, bytes, key = app.app_key) {
  const form = new FormData();
  form.append('file', new Blob([bytes]), name);
  const answer = await fetch(`${server.origin}/im/file/upload`,
      {method: 'POST', headers: {'app-id': app.id, 'app-key': key}, body: form});
  return {status: answer.status, json: await answer.json()};
}

async function stored(server, app, name, bytes) {
  const {status, json} = await upload(server, app, name, bytes);
  assert.equal(status, 200);
  assert.deepEqual([json.code, json.message], [0, 'ok'], JSON.stringify(json));
  assert.match(json.data, /^http:\/\/127\.0\.0\.1:\d+\/storage\/uploads\/[0-9a-f]{32}\.\w+$/);
  return json.data;
}

function koine(server, ...words) {
  const {binary, storeUrl} = server.options;
  return execFileSync(binary, ['app', ...words, '--data', server.dataDir,
    ...(storeUrl ? [`--store.url=${storeUrl}`] : [])], {encoding: 'utf8'});
}

// Applications are changed where the server does not run: a database of its own may be locked.
async function stopped(server, work) {
  await server.signal('SIGTERM');
  const result = work();
  await server.launch();
  return result;
}

async function contents({server}) {
  const {open, twin} = server.apps;
  const picture = png(3, 2);
  const url = await stored(server, open, 'the photo.png', picture);
  // seen: GET /storage/uploads/{name} 200
  const got = await fetch(url);
  assert.equal(got.status, 200);
  assert.equal(got.headers.get('content-type'), 'image/png');
  assert.equal(got.headers.get('x-content-type-options'), 'nosniff');
  assert.match(got.headers.get('content-disposition'), /^inline; /);
  assert.ok(Buffer.from(await got.arrayBuffer()).equals(picture));
  // The same content has another link at each upload, and in each application.
  assert.notEqual(await stored(server, open, 'a.png', picture), url);
  assert.notEqual(await stored(server, twin, 'a.png', picture), url);
  // What is no picture is a download.
  const note = await fetch(await stored(server, open, 'a.txt', Buffer.from('<b>hello</b>')));
  assert.equal(note.headers.get('content-type'), 'text/plain; charset=utf-8');
  assert.match(note.headers.get('content-disposition'), /^attachment; /);
  assert.equal(note.headers.get('x-content-type-options'), 'nosniff');
  const part = await fetch(url, {headers: {Range: 'bytes=1-3'}});
  assert.equal(part.status, 206);
  assert.equal(await part.text(), 'PNG');
}

// The kinds of app-im 4, by extension and by what they begin with.
async function kinds({server}) {
  const {open} = server.apps;
  const begin = (...parts) => Buffer.concat(parts.map((p) => Buffer.from(p, 'latin1')));
  const box = (brand) => begin('\0\0\0\x18ftyp', brand, '\0\0\0\0');
  const taken = {
    'a.gif': begin('GIF89a....'), 'a.bmp': begin('BM......'), 'a.webp': begin('RIFF....WEBP'),
    'a.jpg': begin('\xFF\xD8\xFF\xE0....'), 'a.JPEG': begin('\xFF\xD8\xFF\xE0....'),
    'a.mp3': begin('ID3.....'), 'b.mp3': begin('\xFF\xFB....'), 'a.amr': begin('#!AMR\n..'),
    'a.wav': begin('RIFF....WAVE'), 'a.m4a': box('M4A '), 'a.mp4': box('isom'),
    'a.mov': box('qt  '), 'a.pdf': begin('%PDF-1.7'), 'a.docx': begin('PK\x03\x04'),
    'a.doc': begin('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1'), 'a.zip': begin('PK\x03\x04'),
    'a.xls': begin('anything'), 'a.pptx': begin('PK\x03\x04'), 'a.txt': begin('text'),
  };
  for (const [name, bytes] of Object.entries(taken)) await stored(server, open, name, bytes);
  const refused = {
    'a.gif': begin('BM......'), 'a.mp3': begin('text'), 'a.m4a': begin('RIFF....WAVE'),
    'a.mov': begin('\x1A\x45\xDF\xA3'), 'a.mkv': begin('\x1A\x45\xDF\xA3'),
    'a.html': begin('<html>'),
    'a.7z': begin('7z\xBC\xAF\x27\x1C'), 'a.': begin('text'), 'a': begin('text'),
  };
  for (const [name, bytes] of Object.entries(refused)) {
    const {json} = await upload(server, open, name, bytes);
    assert.equal(json.code, 4601, `${name}: ${JSON.stringify(json)}`);
  }
  // A name without an extension takes that of its content.
  assert.match(await stored(server, open, 'pasted', png(1, 1)), /\.png$/);
}

async function limits({server}) {
  const {open} = server.apps;
  await stored(server, open, 'a.txt', Buffer.alloc(20 * MIB, 'a'));
  // seen: POST /im/file/upload 1 file too large
  const {status, json} = await upload(server, open, 'a.txt', Buffer.alloc(20 * MIB + 1, 'a'));
  assert.equal(status, 413);
  assert.deepEqual(json, {code: 1, message: 'file too large', data: null, 'request-id': null});
}

// What it stores is exact, also when all come at once, and other applications have their own.
async function storage({start}) {
  const server = await start({apps: true});
  const small = await stopped(server, () => ({id: 'small',
    ...readKeys(koine(server, 'create', 'small', '--open', '--max-storage', '100k'))}));
  const answers = await Promise.all(Array.from({length: AT_ONCE}, (_, i) =>
    upload(server, small, `${i}.txt`, Buffer.alloc(10 * 1024, 'a'))));
  const done = answers.filter((a) => a.json.code === 0);
  assert.equal(done.length, 10);
  // seen: POST /im/file/upload 1 storage quota reached
  for (const {status, json} of answers.filter((a) => a.json.code !== 0)) {
    assert.equal(status, 429);
    assert.deepEqual(json,
        {code: 1, message: 'storage quota reached', data: null, 'request-id': null});
  }
  assert.equal((await upload(server, small, 'a.txt', Buffer.from('a'))).json.code, 1);
  await stored(server, server.apps.open, 'a.txt', Buffer.from('a'));
  const told = await stopped(server, () => {
    const before = koine(server, 'list');
    koine(server, 'set', 'small', '--max-storage=1m');
    return before;
  });
  assert.match(told, /^small\t.*"max_storage":102400.*\t102400 bytes in 10 files\tsmall$/m);
  await stored(server, small, 'a.txt', Buffer.from('a'));
}

async function end({start}) {
  const server = await start({apps: true});
  const url = await stored(server, server.apps.twin, 'a.txt', Buffer.from('a'));
  const other = await stored(server, server.apps.open, 'a.txt', Buffer.from('a'));
  await stopped(server, () => koine(server, 'delete', 'twin'));
  const here = (link) => link.replace(/^http:\/\/[^/]+/, server.origin);
  assert.equal((await fetch(here(url))).status, 404);
  assert.equal((await fetch(here(other))).status, 200);
}

export const tests = [
  {name: 'links give what was stored', on: 'sqlite', body: contents},
  {name: 'kinds of files', on: 'sqlite', body: kinds},
  {name: 'the largest file', on: 'sqlite', body: limits},
  {name: 'the quota of storage is exact', body: storage},
  {name: 'files end with their application', body: end},
];
