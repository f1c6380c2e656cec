// Sixteen clients write, each into a conversation of its own with one reader, who pulls all the
// while as docs/api/appim/README.md says: what was acknowledged comes once.
import assert from 'node:assert/strict';
import {AppimSocket} from './appim_socket.mjs';
import {PATIENCE} from './patience.mjs';
import {sleep} from './report.mjs';
import {unique} from './world.mjs';

const WRITERS = 16;
const AT_ONCE = 8;  // messages of a writer that are not acknowledged yet
const PAUSE_MS = 20;
const END_MS = 30_000 * PATIENCE;

// `app` = {id, master_key}, whose clients log in without tokens.
async function makePlaces(server, app, uniq) {
  const headers = {'app-id': app.id, 'app-key': app.master_key};
  const call = async (path, value) => {
    const {json, text} = await server.appim.call('POST', path, headers, value);
    assert.equal(json?.code, 0, `${path}: ${text}`);
    return json.data;
  };
  const reader = `r${uniq}`;
  const writers = Array.from({length: WRITERS}, (_, i) => `w${i}x${uniq}`);
  for (const id of [reader, ...writers]) await call('/im/users', {client_id: id});
  const places = [];
  for (const [i, id] of writers.entries()) {
    const made = await call('/im/conversations',
        {client_id: id, to_client_ids: [reader], conv_type: i % 2 ? 1 : 3});
    places.push({client: id, conv: made.conv_id});
  }
  return {reader, places};
}

// Keeps AT_ONCE messages under way until `end`; answers the ids that were acknowledged.
async function write(socket, conv, end) {
  const acked = [];
  let sent = 0;
  const one = async () => {
    while (performance.now() < end) {
      const cid = `${sent++}`;
      socket.send('msg.send', {conv_id: conv, cid, type: -1, text: cid});
      const frame = await socket.next('msg.send.ack', (data) => data.cid === cid, END_MS);
      assert.ok(frame, `no answer to ${cid}`);
      if (frame.code) await sleep(PAUSE_MS);  // too many a second, for instance
      else acked.push(frame.data.msg_id);
    }
  };
  await Promise.all(Array.from({length: AT_ONCE}, one));
  return acked;
}

// One page: the frame's data.
export async function pull(socket, wanted) {
  const answers = await socket.ask('msg.pull', wanted);
  assert.equal(answers[0]?.type, 'msg.list', JSON.stringify(answers[0]));
  return answers[0].data;
}

// Everything behind a cursor, in pages; fails when that does not end.
export async function pullAll(socket, cursor, limit, pagesMax, read) {
  for (let pages = 0; pages < pagesMax; ++pages) {
    const page = await pull(socket, cursor ? {cursor, limit} : {limit});
    cursor = page.cursor;
    read(page.data);
    if (!page.more) return cursor;
  }
  throw new Error(`${pagesMax} pages of ${limit}, and more to come`);
}

// The writers are at `nodes` in turn, the reader at the first.
export async function pullUnderLoad(nodes, app, {ms, limit}) {
  const {reader, places} = await makePlaces(nodes[0], app, unique().slice(-8));
  const open = [];
  const login = async (node, client) => {
    const socket = await AppimSocket.login(node, app, client);
    open.push(socket);
    return socket;
  };
  try {
    const socket = await login(nodes[0], reader);
    const writers = [];
    for (const [i, place] of places.entries()) {
      writers.push({...place, socket: await login(nodes[i % nodes.length], place.client)});
    }
    const seen = [];
    const read = (items) => {
      seen.push(...items.map((m) => m.msg_id));
      socket.frames.length = 0;  // what is pushed meanwhile
    };
    let writing = true;
    const end = performance.now() + ms;
    const written = Promise.all(writers.map((w) => write(w.socket, w.conv, end)))
        .finally(() => { writing = false; });
    let cursor;
    while (writing) cursor = await pullAll(socket, cursor, limit, 1_000_000, read);
    const acked = (await written).flat();
    await pullAll(socket, cursor, limit, acked.length + 2, read);
    const once = new Set(seen);
    const lost = acked.filter((id) => !once.has(id));
    assert.ok(acked.length > 10 * WRITERS, `only ${acked.length} were acknowledged`);
    assert.deepEqual({lost: lost.length, doubled: seen.length - once.size},
        {lost: 0, doubled: 0}, `of ${acked.length}`);
    return {socket, acked};
  } finally {
    for (const socket of open) socket.close();
  }
}
