// ruoyi 12: what no script can say of files: limits to the byte, uploads that break off, bombs,
// many at once.
import assert from 'node:assert/strict';
import net from 'node:net';
import {readFileSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {API, group, must, person, upload} from '../../lib/world.mjs';
import {png} from '../../lib/png.mjs';
import {until} from '../../lib/report.mjs';

const MIB = 1024 * 1024;
const AT_ONCE = 20;

// The names of all files below a folder of a server's directory for files.
function stored(server, below) {
  const root = path.join(server.dataDir, 'files', below);
  return readdirSync(root, {recursive: true, withFileTypes: true}).filter((e) => e.isFile())
      .map((e) => e.name);
}

async function refused(work, code, msg) {
  const error = await work.then(() => null, (e) => e);
  assert.ok(error, `wanted ${code} ${msg}, but it was taken`);
  assert.ok(error.message.includes(`"code":${code},"msg":"${msg}"`), error.message);
}

const text = (bytes) => Buffer.alloc(bytes, 'a');

async function limits({server: {http}}) {
  const ann = await person(http, 'ann');
  const big = await upload(http, ann, 'a.txt', text(20 * MIB));
  assert.equal(big.fileSize, 20 * MIB);
  // seen: POST /api/im/file/upload 4404 文件大小超过限制
  await refused(upload(http, ann, 'a.txt', text(20 * MIB + 1)), 4404, '文件大小超过限制');
  await refused(upload(http, ann, 'a.txt', text(21 * MIB)), 4404, '文件大小超过限制');
  const picture = (bytes) => Buffer.concat([png(2, 2), Buffer.alloc(bytes - png(2, 2).length)]);
  await upload(http, ann, 'a.png', picture(10 * MIB), '/file/upload/image');
  await refused(upload(http, ann, 'a.png', picture(10 * MIB + 1), '/file/upload/image'), 4404,
      '文件大小超过限制');
  await upload(http, ann, 'a.png', picture(2 * MIB), '/user/avatar/upload');
  // seen: POST /api/im/user/avatar/upload 4404 头像文件大小不能超过2MB
  await refused(upload(http, ann, 'a.png', picture(2 * MIB + 1), '/user/avatar/upload'), 4404,
      '头像文件大小不能超过2MB');
}

// A file's path has slashes, so a script cannot say which route it reaches.
async function addresses({server: {http}}) {
  const ann = await person(http, 'ann');
  const file = await upload(http, ann, 'a.txt', Buffer.from('hello'));
  const bytes = async (url, status, who) => {
    const headers = who ? {Authorization: `Bearer ${who.token}`} : {};
    const answer = await http.request('GET', url, {headers});
    assert.equal(answer.status, status, `${url}: ${answer.text}`);
    if (status === 200) assert.equal(answer.text, 'hello', url);
  };
  assert.match(file.filePath, /^\d{4}\/\d{2}\/\d{2}\/[^/]+$/);
  // seen: GET /uploads/{year}/{month}/{day}/{name} 200
  await bytes(file.url, 200);
  // seen: GET /profile/upload/{year}/{month}/{day}/{name} 200
  await bytes(file.url.replace('/uploads/', '/profile/upload/'), 200);
  // seen: GET /api/im/file/download/{fileType}/{year}/{month}/{day}/{fileName} 200
  await bytes(`${API}/file/download/${file.fileType}/${file.filePath}`, 200, ann);
  await bytes(`${API}/file/download/${file.fileType}/${file.filePath}`, 401);
}

async function quota({start}) {
  const server = await start({flags: ['--files.quota=1000']});
  const {http} = server;
  const ann = await person(http, 'ann');
  // seen: POST /api/im/file/upload 5103 存储空间不足
  await refused(upload(http, ann, 'a.txt', text(1001)), 5103, '存储空间不足');
  const first = await upload(http, ann, 'a.txt', text(600));
  await refused(upload(http, ann, 'a.txt', text(401)), 5103, '存储空间不足');
  await upload(http, ann, 'a.txt', text(400));
  await refused(upload(http, ann, 'a.txt', text(1)), 5103, '存储空间不足');
  // Announced too large, it is refused before it is sent.
  await refused(upload(http, ann, 'a.txt', text(200_000)), 5103, '存储空间不足');
  await must(http, 'DELETE', `/file/${first.fileId}`, ann.token);
  await upload(http, ann, 'a.txt', text(600));
  const space = await must(http, 'GET', '/file/storage', ann.token);
  assert.deepEqual([space.usedSize, space.freeSize, space.usageRate], [1000, 0, 100]);
  const init = await http.call('POST', `${API}/file/chunk/init`, ann.token,
      {fileName: 'a.txt', fileSize: 1});
  assert.equal(init.json.code, 5103);
}

// Sends the head of an upload and half of its file, and leaves the rest.
function half(server, who) {
  const socket = net.connect(Number(server.addresses.main.split(':')[1]), '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`POST ${API}/file/upload HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${who.token}` +
      '\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n' +
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n');
  socket.write(text(50_000));
  return socket;
}

async function brokenOff({start}) {
  const server = await start({});
  const ann = await person(server.http, 'ann');
  const socket = half(server, ann);
  await until(() => stored(server, 'tmp').length === 1, 'the upload arrives');
  socket.destroy();
  await until(() => stored(server, 'tmp').length === 0, 'nothing stays of what broke off');
  // Killed in mid upload.
  const other = half(server, ann);
  await until(() => stored(server, 'tmp').length === 1, 'the upload arrives');
  await server.signal('SIGKILL');
  other.destroy();
  await server.launch();
  assert.deepEqual(stored(server, 'tmp'), []);
  assert.deepEqual(await must(server.http, 'GET', '/file/list', ann.token), []);
}

async function swept({start}) {
  const server = await start({testClock: true});
  const {http} = server;
  const ann = await person(http, 'ann');
  const one = await upload(http, ann, 'a.txt', text(100));
  await upload(http, ann, 'b.txt', text(101));
  await must(http, 'DELETE', `/file/${one.fileId}`, ann.token);
  assert.equal(stored(server, '1').length, 2);
  for (let i = 0; i < 3; i++) await server.advanceClock(3_700_000);
  await until(() => stored(server, '1').length === 1, 'a content that nothing names is swept');
}

async function together({server}) {
  const {http} = server;
  const people = await Promise.all(Array.from({length: AT_ONCE}, () => person(http, 'ann')));
  const memory = () => Number(/VmRSS:\s+(\d+)/.exec(
      readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))[1]) / 1024;
  const before = memory();
  let most = before;
  const watch = setInterval(() => { most = Math.max(most, memory()); }, 20);
  const contents = people.map((_, i) => Buffer.alloc(10 * MIB, `${i}.`));
  const files = await Promise.all(people.map((p, i) => upload(http, p, 'a.txt', contents[i])));
  clearInterval(watch);
  for (const [i, file] of files.entries()) {
    const {body} = await http.request('GET', file.url);
    assert.ok(body.equals(contents[i]), `file ${i} is another`);
  }
  console.log(`  ${AT_ONCE} uploads of 10 MiB at once: ${(most - before).toFixed(1)} MiB more ` +
      `memory at most (${before.toFixed(1)} MiB before)`);
  assert.ok(most - before < 30, `${most - before} MiB more for ${AT_ONCE} uploads`);
}

const thumbnail = (http, who, file, query = '') => http.request('GET',
    `${file.thumbnailUrl}${query}`, {headers: {Authorization: `Bearer ${who.token}`}});

async function thumbnails({server: {http}}) {
  const ann = await person(http, 'ann');
  const photo = await upload(http, ann, 'a.png', png(1600, 1200), '/file/upload/image');
  assert.deepEqual([photo.width, photo.height], [1600, 1200]);
  const small = await thumbnail(http, ann, photo);
  // seen: GET /api/im/file/preview/thumbnail/{fileId} 200
  assert.equal(small.status, 200, small.text);
  assert.equal(small.headers['content-type'], 'image/webp');
  assert.equal(small.body.subarray(8, 12).toString(), 'WEBP');
  assert.ok(small.body.length < 2000);
  const again = await thumbnail(http, ann, photo);
  assert.ok(again.body.equals(small.body));
  const other = await thumbnail(http, ann, photo, '?width=100&height=50');
  assert.equal(other.status, 200);
  assert.notEqual(other.headers.etag, small.headers.etag);
  // Whatever is asked for, one of a few steps is made; and it counts.
  for (const query of ['?width=65&height=1', '?width=128&height=1', '?width=1&height=101']) {
    const same = await thumbnail(http, ann, photo, query);
    assert.equal(same.headers.etag, other.headers.etag, query);
  }
  const used = async () => (await must(http, 'GET', '/file/storage', ann.token)).usedSize;
  const kept = photo.fileSize + small.body.length + other.body.length;
  await until(async () => await used() === kept, 'small forms to count');
  await must(http, 'DELETE', `/file/${photo.fileId}`, ann.token);
  assert.equal(await used(), 0);
}

async function bombs({server}) {
  const {http} = server;
  const ann = await person(http, 'ann');
  const cases = {
    'too many pixels': png(60_000, 60_000, Buffer.alloc(10)),
    'a header without its picture': png(4000, 4000, Buffer.alloc(10)).subarray(0, 40),
    'noise behind a header': Buffer.concat([png(3000, 3000, Buffer.alloc(1)).subarray(0, 33),
      Buffer.from('00000bb8', 'hex'), Buffer.alloc(3000, 'x')]),
  };
  for (const [name, content] of Object.entries(cases)) {
    const file = await upload(http, ann, 'a.png', Buffer.concat([content, text(600_000)]));
    const answer = await thumbnail(http, ann, file);
    assert.ok(answer.status === 400 || answer.headers['content-type'] === 'image/webp',
        `${name}: ${answer.status} ${answer.text.slice(0, 100)}`);
    if (answer.status === 400) assert.equal(answer.json.msg, '该文件类型不支持预览', name);
  }
  const photo = await upload(http, ann, 'a.png', png(1600, 1200));
  assert.equal((await thumbnail(http, ann, photo)).status, 200, 'the next picture has one again');
  assert.ok(server.alive);
}

// A list of types refuses all others, in every way that a file can come.
async function types({start}) {
  const server = await start({flags: ['--files.types=txt,png']});
  const {http} = server;
  const ann = await person(http, 'ann');
  const bob = await person(http, 'bob');
  const place = await group(http, ann, [bob], 'g');
  await upload(http, ann, 'a.TXT', 'hello');
  // seen: POST /api/im/file/upload 4403 不支持的文件类型
  await refused(upload(http, ann, 'a.log', 'hello'), 4403, '不支持的文件类型');
  await refused(upload(http, ann, 'noname', 'hello'), 4403, '不支持的文件类型');
  // seen: POST /api/im/group/file/upload 4403 不支持的文件类型
  await refused(upload(http, ann, 'a.log', 'hello', '/group/file/upload', {groupId: place}), 4403,
      '不支持的文件类型');
  // seen: POST /api/im/file/chunk/init 4403 不支持的文件类型
  await refused(must(http, 'POST', '/file/chunk/init', ann.token,
      {fileName: 'a.log', fileSize: 5}), 4403, '不支持的文件类型');
  const space = await must(http, 'GET', '/file/storage', ann.token);
  assert.deepEqual(space.fileTypes, ['txt', 'png']);
}

export const tests = [
  {name: 'sizes hold to the byte', on: 'sqlite', body: limits},
  {name: 'a list of types refuses all others', on: 'sqlite', body: types},
  {name: 'a file has the same bytes at all its addresses', body: addresses},
  {name: 'the quota holds to the byte', body: quota},
  {name: 'an upload that breaks off leaves nothing', body: brokenOff},
  {name: 'what nothing names is swept', body: swept},
  {name: 'many uploads at once take little memory', on: 'sqlite', body: together},
  {name: 'thumbnails are made and kept', body: thumbnails},
  {name: 'hostile pictures give an error and no more', on: 'sqlite', body: bombs},
];
