// openim 4.8, 9: uploads in parts and by forms, addresses, what links are good for.
import assert from 'node:assert/strict';
import net from 'node:net';
import {readdirSync} from 'node:fs';
import path from 'node:path';
import {unique} from '../../../lib/world.mjs';
import {mustOpenim, openimAdmin, openimPeople} from '../../../lib/openim.mjs';
import {complete, download, hashOf, initiate, md5, PART, partsOf, pathOf, postForm, putPart,
  uploadObject} from '../../../lib/openim_object.mjs';
import {png} from '../../../lib/png.mjs';
import {until} from '../../../lib/report.mjs';
import {SMALLEST_PICTURE} from '../../../rights/world.mjs';

// Without its ticket, which is another each time.
const bare = (url) => url.replace(/\.u\d+\.\d+\.[0-9a-f]{32}$/, '');
const KEY = /\?k=[0-9a-f]{32}\.u\d+\.\d+\.[0-9a-f]{32}$/;
const HOUR_MS = 3_600_000;

async function makePeople(server, names = ['ann', 'bob']) {
  return openimPeople(server, await openimAdmin(server), names, unique());
}

const bytesOf = (size, seed = 0) => {
  const out = Buffer.alloc(size);
  for (let i = 0; i < size; i++) out[i] = (i * 31 + (i >> 11) + seed) & 255;
  return out;
};

async function refused(server, path, who, value, code, text = '') {
  const answer = await server.openim.call('POST', path, who.token, value);
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.json.errCode, code, answer.text);
  assert.ok(answer.text.includes(text), answer.text);
}

async function onePart({server}) {
  const {ann} = await makePeople(server);
  const bytes = bytesOf(1234, unique().length);
  const name = `${ann.id}/folder/名字 1.bin`;
  const {url, upload} = await initiate(server, ann, name, bytes);
  assert.equal(url, '');
  assert.equal(upload.partSize, PART);
  assert.ok(upload.expireTime > Date.now());
  assert.equal(upload.sign.parts.length, 1);
  const [{partNumber, url: link, query, header}] = upload.sign.parts;
  assert.deepEqual([partNumber, query, header], [1, [], []]);
  assert.ok(link.startsWith(server.originOf('openim')), link);
  // Begun again before it is done: the same upload.
  assert.equal((await initiate(server, ann, name, bytes)).upload.uploadID, upload.uploadID);
  // seen: POST /object/complete_multipart_upload 500 parts are missing
  await refused(server, '/object/complete_multipart_upload', ann, {uploadID: upload.uploadID,
    parts: [md5(bytes)], name}, 500, 'parts are missing');
  // seen: PUT /storage/parts/{upload}/{number} 200
  const put = await putPart(server, link, bytes);
  assert.deepEqual([put.status, put.headers.etag], [200, `"${md5(bytes)}"`]);
  // seen: POST /object/complete_multipart_upload 500 the parts belong to another content
  await refused(server, '/object/complete_multipart_upload', ann, {uploadID: upload.uploadID,
    parts: [md5('other')], name}, 500, 'the parts belong to another content');
  // seen: POST /object/complete_multipart_upload 0
  const done = await complete(server, ann, upload.uploadID, name, bytes);
  assert.match(done.url, KEY);
  assert.ok(done.url.startsWith(`${server.originOf('openim')}/object/${ann.id}/folder/`));
  // A retry gives the same address.
  const retried = await complete(server, ann, upload.uploadID, name, bytes);
  assert.equal(bare(retried.url), bare(done.url));
  const got = await download(server, done.url);
  assert.equal(got.status, 200);
  assert.ok(got.body.equals(bytes));
  assert.equal(got.headers['content-type'], 'application/octet-stream');
  assert.equal(got.headers['x-content-type-options'], 'nosniff');
  assert.match(got.headers['content-disposition'], /^attachment; .*filename\*=UTF-8''%E5%90%8D/);
  assert.equal(got.headers['access-control-allow-origin'], '*');
}

async function manyParts({server}) {
  const {ann, bob} = await makePeople(server);
  const bytes = bytesOf(2 * PART + 77);
  const name = `${ann.id}/big.bin`;
  const none = await initiate(server, ann, name, bytes, {maxParts: 0});
  assert.equal(none.upload.sign, null);
  const {uploadID} = none.upload;
  const sign = (who, partNumbers) => mustOpenim(server.openim, '/object/auth_sign', who.token,
      {uploadID, partNumbers});
  // All of them where less than none are wanted.
  const all = await initiate(server, ann, name, bytes, {maxParts: -1});
  assert.deepEqual(all.upload.sign.parts.map((p) => p.partNumber), [1, 2, 3]);
  // seen: POST /object/auth_sign 0
  const {parts} = await sign(ann, [3, 1, 2]);
  assert.deepEqual(parts.map((p) => p.partNumber), [3, 1, 2]);
  const link = Object.fromEntries(parts.map((p) => [p.partNumber, p.url]));
  // seen: POST /object/auth_sign 1004
  await refused(server, '/object/auth_sign', bob, {uploadID, partNumbers: [1]}, 1004);
  // seen: POST /object/auth_sign 1001
  await refused(server, '/object/auth_sign', ann, {uploadID, partNumbers: [4]}, 1001);
  const chunks = partsOf(bytes);
  // A link is for its part, and for that many bytes.
  assert.equal((await putPart(server, link[1], chunks[2])).status, 403);
  assert.equal((await putPart(server, link[3], chunks[0])).status, 403);
  const [, moved] = /(.*)\/3\?/.exec(link[3]);
  assert.equal((await putPart(server, link[3].replace(`${moved}/3`, `${moved}/1`),
      chunks[0])).status, 403);
  for (const number of [3, 1]) {
    assert.equal((await putPart(server, link[number], chunks[number - 1])).status, 200);
  }
  await refused(server, '/object/complete_multipart_upload', ann, {uploadID,
    parts: chunks.map(md5), name}, 500, 'parts are missing');
  // Another content of the same size is noticed when it is put together, and may be replaced.
  assert.equal((await putPart(server, link[2], bytesOf(PART, 9))).status, 200);
  await refused(server, '/object/complete_multipart_upload', ann, {uploadID,
    parts: chunks.map(md5), name}, 500, 'the parts belong to another content');
  assert.equal((await putPart(server, link[2], chunks[1])).status, 200);
  // seen: POST /object/complete_multipart_upload 1004
  await refused(server, '/object/complete_multipart_upload', bob, {uploadID,
    parts: chunks.map(md5), name: `${bob.id}/big.bin`}, 1004);
  const {url} = await complete(server, ann, uploadID, name, bytes);
  assert.ok((await download(server, url)).body.equals(bytes));
  const range = await download(server, url, {Range: `bytes=${PART - 2}-${PART + 1}`});
  assert.equal(range.status, 206);
  assert.ok(range.body.equals(bytes.subarray(PART - 2, PART + 2)));
  assert.equal(range.headers['content-range'], `bytes ${PART - 2}-${PART + 1}/${bytes.length}`);
  // Nothing more may come under its links.
  assert.equal((await putPart(server, link[1], chunks[0])).status, 409);
}

async function onePartErrors({server}) {
  const {ann} = await makePeople(server);
  const bytes = bytesOf(10);
  const name = `${ann.id}/a.bin`;
  const {upload} = await initiate(server, ann, name, bytes);
  // seen: POST /object/auth_sign 500
  await refused(server, '/object/auth_sign', ann, {uploadID: upload.uploadID, partNumbers: [1]},
      500);
  const link = upload.sign.parts[0].url;
  assert.equal((await putPart(server, link, bytesOf(9))).status, 403);
  assert.equal((await putPart(server, link, Buffer.alloc(0))).status, 403);
  assert.equal((await putPart(server, link.replace(/s=.*/, 's='), bytes)).status, 403);
  assert.equal((await putPart(server, link.replace(/\?.*/, ''), bytes)).status, 403);
  const other = link.replace(/parts\/\w+/, `parts/${'0'.repeat(32)}`);
  assert.equal((await putPart(server, other, bytes)).status, 403);
  assert.equal((await putPart(server, link, bytesOf(10, 1))).status, 200);
  // seen: POST /object/complete_multipart_upload 1001 the content has another digest
  await refused(server, '/object/complete_multipart_upload', ann, {uploadID: upload.uploadID,
    parts: [md5(bytes)], name}, 1001, 'the content has another digest');
}

async function links({server}) {
  const {ann, bob} = await makePeople(server);
  const bytes = bytesOf(500);
  const name = `${ann.id}/secret.txt`;
  const url = await uploadObject(server, ann, name, bytes);
  const get = (p) => server.openim.request('GET', p);
  // seen: GET /object/{name} 302
  const found = await get(pathOf(url));
  assert.equal(found.status, 302);
  const link = pathOf(found.headers.location);
  // A name that anybody can guess opens nothing, nor does the key of another name.
  // seen: GET /object/{name} 404
  const plain = await get(`/object/${name}`);
  assert.equal(plain.status, 404);
  assert.match(plain.headers['content-type'], /^text\/plain/);
  const other = await uploadObject(server, ann, `${ann.id}/other.txt`, bytesOf(501));
  assert.equal((await get(`/object/${name}${KEY.exec(other)[0]}`)).status, 404);
  assert.equal((await get(`/object/${name}?k=${'0'.repeat(32)}`)).status, 404);
  assert.equal((await get('/object/')).status, 400);
  // seen: GET /object/{name} 400
  assert.equal((await get(`${pathOf(url)}&type=video`)).status, 400);
  // seen: GET /object/{name} 500
  assert.equal((await get(`${pathOf(url)}&type=image`)).status, 500);
  const head = await server.openim.request('HEAD', pathOf(url));
  assert.equal(head.status, 302);
  // Links to contents are for one content.
  // seen: GET /storage/files/{id} 200
  assert.equal((await get(link)).status, 200);
  assert.equal((await get(link.replace(/&s=.*/, '&s=00'))).status, 403);
  assert.equal((await get(link.replace(/files\/(\d+)/, (_, n) => `files/${+n + 1}`))).status, 403);
  assert.equal((await get(link.replace(/e=(\d+)/, (_, n) => `e=${+n + 1}`))).status, 403);
  // access_url: its owner by the name, others by the key.
  const access = (who, value) => mustOpenim(server.openim, '/object/access_url', who.token, value);
  // seen: POST /object/access_url 0
  const mine = await access(ann, {name});
  assert.ok(mine.expireTime > Date.now());
  assert.ok((await get(pathOf(mine.url))).body.equals(bytes));
  // seen: POST /object/access_url 1004
  await refused(server, '/object/access_url', bob, {name}, 1004);
  const key = KEY.exec(url)[0];
  for (const value of [{name, query: {k: key.slice(3)}}, {name: name + key}]) {
    assert.ok((await get(pathOf((await access(bob, value)).url))).body.equals(bytes));
  }
  // seen: POST /object/access_url 1001
  await refused(server, '/object/access_url', ann, {name, query: {type: 'video'}}, 1001);
  // seen: POST /object/access_url 500
  await refused(server, '/object/access_url', ann, {name, query: {type: 'image'}}, 500);
}

async function base({server}) {
  const {ann} = await makePeople(server);
  const headers = {operationID: 'op', token: ann.token, 'Content-Type': 'application/json',
    'X-Request-Api': 'https://im.example.org/api'};
  const bytes = bytesOf(5);
  const answer = await server.openim.request('POST', '/object/initiate_multipart_upload', {headers,
    body: JSON.stringify({hash: hashOf(bytes), size: 5, maxParts: 1, name: `${ann.id}/a`})});
  const {url} = answer.json.data.upload.sign.parts[0];
  assert.ok(url.startsWith('https://im.example.org/api/storage/parts/'), url);
  await putPart(server, url.replace('/api', ''), bytes);
  const {uploadID} = answer.json.data.upload;
  const done = await server.openim.request('POST', '/object/complete_multipart_upload', {headers,
    body: JSON.stringify({uploadID, parts: [md5(bytes)], name: `${ann.id}/a`})});
  assert.match(done.json.data.url, /^https:\/\/im\.example\.org\/api\/object\/\w+\/a\?k=/);
}

// What a setting says, no header of a request changes.
async function publicUrl({start}) {
  const server = await start({flags: ['--public_url=https://im.example.org/']});
  const {ann} = await makePeople(server);
  const headers = {operationID: 'op', token: ann.token, 'Content-Type': 'application/json',
    'Host': 'evil.example', 'X-Request-Api': 'https://evil.example'};
  const answer = await server.openim.request('POST', '/object/initiate_multipart_upload', {headers,
    body: JSON.stringify({hash: hashOf(bytesOf(5)), size: 5, maxParts: 1, name: `${ann.id}/a`})});
  const {url} = answer.json.data.upload.sign.parts[0];
  assert.ok(url.startsWith('https://im.example.org/storage/parts/'), url);
}

// Who knows the hash of a content has not shown that they have it.
async function sameContent({server}) {
  const {ann, bob} = await makePeople(server);
  const bytes = Buffer.from(`only ann has this ${unique()}`);
  const first = await uploadObject(server, ann, `${ann.id}/a.txt`, bytes);
  const again = await initiate(server, ann, `${ann.id}/b.txt`, bytes);
  assert.equal(again.upload, null);
  assert.match(again.url, KEY);
  assert.ok((await download(server, again.url)).body.equals(bytes));
  assert.equal(bare((await initiate(server, ann, `${ann.id}/a.txt`, bytes)).url), bare(first));
  const others = await initiate(server, bob, `${bob.id}/a.txt`, bytes);
  assert.equal(others.url, '');
  assert.equal(others.upload.sign.parts.length, 1);
}

async function replaced({server}) {
  const {ann} = await makePeople(server);
  const name = `${ann.id}/a.txt`;
  const first = await uploadObject(server, ann, name, Buffer.from('one'));
  const second = await uploadObject(server, ann, name, Buffer.from('two'));
  assert.notEqual(first, second);
  assert.equal((await download(server, second)).text, 'two');
  assert.equal((await download(server, first)).status, 404);
}

// Nothing that is served may run, whatever a client says that it is.
async function types({server}) {
  const {ann} = await makePeople(server);
  const served = async (file, bytes) => (await download(server, await uploadObject(server, ann,
      `${ann.id}/${file}`, Buffer.from(bytes)))).headers;
  const page = await served('a.html', '<script>alert(1)</script>');
  assert.equal(page['content-type'], 'application/octet-stream');
  assert.match(page['content-disposition'], /^attachment/);
  assert.match((await served('a.txt', '<script>'))['content-type'], /^text\/plain/);
  const fake = await served('b.png', 'no picture');
  assert.equal(fake['content-type'], 'application/octet-stream');
  assert.match(fake['content-disposition'], /^attachment/);
  const program = await served('c.exe', 'MZ');
  assert.equal(program['content-type'], 'application/octet-stream');
  assert.match(program['content-disposition'], /^attachment/);
  assert.match(program['content-security-policy'], /sandbox/);
  const url = await uploadObject(server, ann, `${ann.id}/d.png`, SMALLEST_PICTURE);
  assert.equal((await download(server, url)).headers['content-type'], 'image/png');
  const small = await download(server, `${url}&type=image&width=640&height=640`);
  assert.equal(small.status, 200);
  assert.ok(small.body.equals(SMALLEST_PICTURE), 'as large as it is');
}

// Smaller forms of pictures; where none can be made, a small picture stands for its own.
async function pictures({server}) {
  const {ann} = await makePeople(server);
  const url = await uploadObject(server, ann, `${ann.id}/photo.png`, png(1600, 1200));
  const found = await server.openim.request('GET',
      `${pathOf(url)}&type=image&width=320&height=320&format=png`);
  assert.match(found.headers.location, /\/storage\/pictures\/\d+\/320x320\?e=\d+&s=[0-9a-f]+$/);
  // seen: GET /storage/pictures/{id}/{size} 200
  const small = await server.openim.request('GET', pathOf(found.headers.location));
  assert.equal(small.status, 200);
  assert.equal(small.headers['content-type'], 'image/webp');
  const larger = pathOf(found.headers.location).replace('320x320', '640x640');
  assert.equal((await server.openim.request('GET', larger)).status, 403);
  // Wider than anything is made: the picture itself.
  const whole = await download(server, `${url}&type=image&width=1025&height=1025`);
  assert.ok(whole.body.equals(png(1600, 1200)));
  const one = await download(server, `${url}&type=image&width=100`);
  assert.equal(one.headers['content-type'], 'image/webp');
  // Whatever it is called: programs upload pictures under the name of a file in between.
  for (const file of ['image.tmp', 'photo.jpg', 'none']) {
    const other = await uploadObject(server, ann, `${ann.id}/${file}`, png(640, 480));
    assert.equal((await download(server, other)).headers['content-type'], 'image/png', file);
    const small = await download(server, `${other}&type=image&width=64&height=64`);
    assert.deepEqual([small.status, small.headers['content-type']], [200, 'image/webp'], file);
  }
}

async function forms({server}) {
  const {ann, bob} = await makePeople(server);
  const bytes = bytesOf(2000);
  const name = `${ann.id}/form.bin`;
  const begin = (who, more = {}) => mustOpenim(server.openim, '/object/initiate_form_data',
      who.token, {name, size: bytes.length, contentType: 'application/x', group: 'msg-file',
        ...more});
  // seen: POST /object/initiate_form_data 0
  const form = await begin(ann);
  assert.equal(form.file, 'file');
  assert.deepEqual(form.successCodes, [200]);
  assert.ok(form.expires > Date.now() && form.expires < Date.now() + 11 * 60_000);
  const post = (...given) => postForm(server, ...given);
  // seen: POST /object/complete_form_data 1004
  await refused(server, '/object/complete_form_data', ann, {id: form.id}, 1004);
  assert.equal((await post(form.url.replace(/s=.*/, 's='), bytes)).status, 403);
  assert.equal((await post(form.url, bytesOf(2001))).status, 413);
  assert.equal((await post(form.url, bytes, 'other')).status, 400);
  assert.equal((await post(form.url, bytesOf(1999))).status, 200);
  // seen: POST /object/complete_form_data 90007 DataError
  await refused(server, '/object/complete_form_data', ann, {id: form.id}, 90007, 'DataError');
  // seen: POST /storage/forms/{upload} 200
  assert.equal((await post(form.url, bytes)).status, 200);
  await refused(server, '/object/complete_form_data', bob, {id: form.id}, 1004);
  // seen: POST /object/complete_form_data 0
  const {url} = await mustOpenim(server.openim, '/object/complete_form_data', ann.token,
      {id: form.id});
  assert.ok((await download(server, url)).body.equals(bytes));
  const retried = await mustOpenim(server.openim, '/object/complete_form_data', ann.token,
      {id: form.id});
  assert.equal(bare(retried.url), bare(url));
  // Only administrators may choose the time.
  const long = {millisecond: 2 * HOUR_MS, absolute: true};
  assert.ok((await begin(ann, long)).expires < Date.now() + 11 * 60_000);
  assert.ok((await begin(await openimAdmin(server), long)).expires > Date.now() + HOUR_MS);
}

async function quota({start}) {
  const server = await start({flags: ['--files.quota=1000', '--files.max_chunked=2000']});
  const {ann} = await makePeople(server);
  await uploadObject(server, ann, `${ann.id}/a`, bytesOf(600));
  // An upload that is open counts, too.
  const {upload} = await initiate(server, ann, `${ann.id}/b`, bytesOf(400, 1));
  // seen: POST /object/initiate_multipart_upload 500 no space left
  await refused(server, '/object/initiate_multipart_upload', ann,
      {hash: hashOf(bytesOf(1)), size: 1, name: `${ann.id}/c`}, 500, 'no space left');
  await putPart(server, upload.sign.parts[0].url, bytesOf(400, 1));
  await complete(server, ann, upload.uploadID, `${ann.id}/b`, bytesOf(400, 1));
  // A content under one more name counts again.
  await refused(server, '/object/initiate_multipart_upload', ann,
      {hash: hashOf(bytesOf(600)), size: 600, name: `${ann.id}/d`}, 500, 'no space left');
  // A name given again frees what it held.
  // seen: POST /object/initiate_multipart_upload 500 too large
  await refused(server, '/object/initiate_multipart_upload', ann,
      {hash: hashOf(bytesOf(2001)), size: 2001, name: `${ann.id}/e`}, 500, 'too large');
  // seen: POST /object/initiate_form_data 500 too large
  await refused(server, '/object/initiate_form_data', ann, {size: 2001, name: `${ann.id}/e`}, 500,
      'too large');
}

const partFiles = (server) => readdirSync(path.join(server.dataDir, 'files', 'parts'),
    {recursive: true, withFileTypes: true}).filter((e) => e.isFile()).length;

// A crash in the middle, and an upload that nobody goes on with, leave nothing for ever.
async function crash({start}) {
  const server = await start({testClock: true, flags: ['--files.quota=20m']});
  let {ann} = await makePeople(server);
  const bytes = bytesOf(2 * PART + 5);
  const name = `${ann.id}/a`;
  const {upload} = await initiate(server, ann, name, bytes);
  const chunks = partsOf(bytes);
  assert.equal((await putPart(server, upload.sign.parts[0].url, chunks[0])).status, 200);
  // A part that breaks off: half of it came when the server dies.
  const {port, hostname} = new URL(server.originOf('openim'));
  const socket = net.connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.write(`PUT ${pathOf(upload.sign.parts[1].url)} HTTP/1.1\r\nHost: x\r\n` +
      `Content-Length: ${PART}\r\n\r\n`);
  socket.write(chunks[1].subarray(0, PART / 2));
  await server.restart();
  socket.destroy();
  // What was acknowledged is there, and it goes on.
  await refused(server, '/object/complete_multipart_upload', ann, {uploadID: upload.uploadID,
    parts: chunks.map(md5), name}, 500, 'parts are missing');
  for (const i of [1, 2]) {
    assert.equal((await putPart(server, upload.sign.parts[i].url, chunks[i])).status, 200);
  }
  const {url} = await complete(server, ann, upload.uploadID, name, bytes);
  assert.ok((await download(server, url)).body.equals(bytes));
  // The next one is given up: it holds the rest of the quota until its time is over.
  const big = bytesOf(9 * 1024 * 1024, 3);
  const left = await initiate(server, ann, `${ann.id}/b`, big);
  const kept = left.upload.sign.parts[0].url;
  assert.equal((await putPart(server, kept, partsOf(big)[0])).status, 200);
  const small = bytesOf(1024 * 1024, 4);
  await refused(server, '/object/initiate_multipart_upload', ann,
      {hash: hashOf(small), size: small.length, name: `${ann.id}/c`}, 500, 'no space left');
  await until(() => partFiles(server) === 1, 'the parts of what is done are gone');
  // Sweeps run once an hour: first the row goes, then what nothing names.
  await server.advanceClock(25 * HOUR_MS);
  await server.sweepUntil(() => partFiles(server) === 0,
      'parts of an upload that is over are swept');
  assert.equal((await putPart(server, kept, partsOf(big)[0])).status, 403);
  await initiate(server, ann, `${ann.id}/c`, small);
}

export const tests = [
  {name: 'one part', body: onePart},
  {name: 'one part: what is refused', body: onePartErrors},
  {name: 'many parts, and ranges of them', body: manyParts},
  {name: 'links are the right, names are none', body: links},
  {name: 'addresses begin as the client says', on: 'sqlite', body: base},
  {name: 'a public URL decides where addresses lead', on: 'sqlite', body: publicUrl},
  {name: 'a known hash gives nobody the content of another', body: sameContent},
  {name: 'a name given again', body: replaced},
  {name: 'types are judged by the content', on: 'sqlite', body: types},
  {name: 'smaller forms of pictures', on: 'sqlite', body: pictures},
  {name: 'forms', body: forms},
  {name: 'the quota holds to the byte', body: quota},
  {name: 'a crash in the middle', body: crash},
];
