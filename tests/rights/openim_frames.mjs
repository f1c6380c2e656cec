// The requests of OpenIM's gateway: a session speaks for its own user only, and reads and writes
// only where they are a member. What is not theirs is left out of a list, as if it were not there.
import assert from 'node:assert/strict';
import {openimAdmin, openimToken} from '../lib/openim.mjs';
import {OpenimSocket} from '../lib/openim_socket.mjs';
import {fillExample} from './world.mjs';

const FORBIDDEN = 1002;
const NOT_FOUND = 1004;
const NOT_MEMBER = 1203;

// The request of a row's example, with the chat in that state.
function requestOf(row, world, chat = 'mine') {
  const value = fillExample(row.example, world, 'chat', chat);
  for (const key of ['userID', 'sendID', 'recvID', 'clientMsgID']) {
    if (value[key] !== undefined) value[key] = `${value[key]}`;
  }
  if (value.subscribeUserID) value.subscribeUserID = value.subscribeUserID.map(String);
  if (value.content) value.content = Buffer.from(value.content, 'base64');
  return value;
}

// Nothing of anybody: 1005 has an entry for all that is asked for, the same for what is not there.
const isEmpty = (data) => Object.values(data).every((v) => Object.values(v).every(
    (entry) => entry.Msgs?.length === 0 && !entry.isEnd && entry.endSeq === 0));

// name → what must come of it, for a row
function casesOf(row, world) {
  const cases = {'me/mine': async (ask) =>
    assert.equal((await ask(requestOf(row, world))).code, 0)};
  const text = JSON.stringify(row.example);
  // The field with the user for whom the session speaks.
  const name = row.door?.kind === 'self' ? row.door.field : '';
  if (name) {
    cases['me/for another'] = async (ask) => assert.equal((await ask(
        {...requestOf(row, world), [name]: `${world.values.user.foreign}`})).code, FORBIDDEN);
  }
  for (const state of text.includes('{chat.mine}') ? ['foreign', 'missing'] : []) {
    cases[`me/${state}`] = async (ask) => {
      const {code, data} = await ask(requestOf(row, world, state));
      assert.equal(code, 0);
      assert.ok(isEmpty(data), JSON.stringify(data));
    };
  }
  if (name !== 'sendID') return cases;
  const to = (more) => ({...requestOf(row, world), clientMsgID: `c-${Math.random()}`, ...more});
  const inGroup = (id) => to({recvID: '', sessionType: 3, groupID: `${id}`});
  const {group} = world.values;
  Object.assign(cases, {
    'me/missing': async (ask) => assert.equal((await ask(
        to({recvID: `${world.values.user.missing}`}))).code, NOT_FOUND),
    'me/my group': async (ask) => assert.equal((await ask(inGroup(group.mine))).code, 0),
    'me/foreign group': async (ask) =>
      assert.equal((await ask(inGroup(group.foreign))).code, NOT_MEMBER),
    'me/missing group': async (ask) =>
      assert.equal((await ask(inGroup(group.missing))).code, NOT_FOUND),
  });
  return cases;
}

export async function checkOpenimFrames(server, rows, world, {report, suite, only}) {
  const admin = await openimAdmin(server);
  const id = `${world.values.user.me}`;
  const token = await openimToken(server, admin, id);
  for (const row of rows.filter((r) => r.method === 'FRAME' && r.dialect === 'openim')) {
    for (const [title, check] of Object.entries(casesOf(row, world))) {
      const name = `FRAME openim ${row.path} ${title}`;
      if (!name.includes(only)) continue;
      await report.test(suite, name, async () => {
        const socket = await OpenimSocket.open(server, {id, token});
        try {
          await check((value) => socket.ask(Number(row.path), value));
        } finally {
          socket.close();
        }
      });
    }
  }
}
