// openim 4.10, openim-ws 14: conversations with their last messages, as JSON and as protobuf.
import assert from 'node:assert/strict';
import {readProto, writeProto} from '../../../lib/protobuf.mjs';
import {MESSAGES} from '../../../lib/openim_socket.mjs';
import {sleep} from '../../../lib/report.mjs';
import {befriend, directChat, group, must} from '../../../lib/world.mjs';
import {chatOf, makePeople} from '../gateway/people.mjs';

const TABLES = {...MESSAGES,
  ActiveReq: {ownerUserID: [1, 'text'], count: [2, 'int']},
  NamedReq: {ownerUserID: [1, 'text'], conversationIDs: [2, ['repeated', 'text']]},
  Resp: {unreadCount: [1, 'int'], conversations: [2, ['repeated', 'ConversationMsg']]},
  ConversationMsg: {conversation: [1, 'Conversation'], lastMsg: [2, 'MsgData'],
    user: [3, 'UserInfo'], friend: [4, 'FriendInfoOnly'], group: [5, 'GroupInfo'],
    maxSeq: [6, 'int'], readSeq: [7, 'int']},
  Conversation: {ownerUserID: [1, 'text'], conversationID: [2, 'text'], recvMsgOpt: [3, 'int'],
    conversationType: [4, 'int'], userID: [5, 'text'], groupID: [6, 'text'],
    isPinned: [7, 'bool'], attachedInfo: [8, 'text'], isPrivateChat: [9, 'bool'],
    groupAtType: [10, 'int'], ex: [11, 'text'], burnDuration: [12, 'int'], minSeq: [13, 'int'],
    maxSeq: [14, 'int'], msgDestructTime: [15, 'int'], latestMsgDestructTime: [16, 'int'],
    isMsgDestruct: [17, 'bool']},
  UserInfo: {userID: [1, 'text'], nickname: [2, 'text'], faceURL: [3, 'text'], ex: [4, 'text'],
    createTime: [5, 'int'], appMangerLevel: [6, 'int'], globalRecvMsgOpt: [7, 'int']},
  FriendInfoOnly: {ownerUserID: [1, 'text'], friendUserID: [2, 'text'], remark: [3, 'text'],
    createTime: [4, 'int'], addSource: [5, 'int'], operatorUserID: [6, 'text'], ex: [7, 'text'],
    isPinned: [8, 'bool']},
  GroupInfo: {groupID: [1, 'text'], groupName: [2, 'text'], notification: [3, 'text'],
    introduction: [4, 'text'], faceURL: [5, 'text'], ownerUserID: [6, 'text'],
    createTime: [7, 'int'], memberCount: [8, 'int'], ex: [9, 'text'], status: [10, 'int'],
    creatorUserID: [11, 'text'], groupType: [12, 'int'], needVerification: [13, 'int'],
    lookMemberInfo: [14, 'int'], applyMemberFriend: [15, 'int'],
    notificationUpdateTime: [16, 'int'], notificationUserID: [17, 'text']},
};

const ACTIVE = '/jssdk/get_active_conversations';
const NAMED = '/jssdk/get_conversations';

function post(server, path, who, body, type) {
  const headers = {operationID: 'op', token: who.token, ...(type && {'Content-Type': type})};
  return server.openim.request('POST', path, {headers, body});
}

// The answer to JSON, and that to protobuf, which must say the same.
async function both(server, path, who, value) {
  const plain = await post(server, path, who, JSON.stringify(value), 'application/json');
  assert.equal(plain.json?.errCode, 0, plain.text);
  for (const type of ['application/x-protobuf', 'application/protobuf; charset=utf-8']) {
    const request = path === ACTIVE ? 'ActiveReq' : 'NamedReq';
    const packed = await post(server, path, who, writeProto(TABLES, request, value), type);
    assert.equal(packed.json?.errCode, 0, packed.text);
    const answer = readProto(TABLES, 'Resp', Buffer.from(packed.json.data, 'base64'));
    const seen = answer.conversations.map((c) => ({...c,
      lastMsg: {...c.lastMsg, content: c.lastMsg.content.toString('base64')}}));
    const {unreadCount, conversations} = plain.json.data;
    assert.equal(answer.unreadCount, unreadCount);
    const kept = (c) => [c.conversation, c.user ?? null, c.friend ?? null, c.group ?? null,
      c.maxSeq, c.readSeq, c.lastMsg.clientMsgID, c.lastMsg.seq, c.lastMsg.content];
    assert.deepEqual(seen.map(kept), conversations.map(kept));
  }
  return plain.json.data;
}

const contentOf = (c) => JSON.parse(Buffer.from(c.lastMsg.content, 'base64').toString());

async function world(server) {
  const people = await makePeople(server, ['ann', 'bob', 'cat']);
  const {ann, bob, cat} = people;
  await befriend(server.http, ann.ruoyi, bob.ruoyi);
  const say = async (who, conversationId, content) => {
    await sleep(2);  // what was written later has a later time
    return must(server.http, 'POST', '/message/send', who.ruoyi.token,
        {conversationId, type: 'TEXT', content});
  };
  const withBob = await directChat(server.http, ann.ruoyi, bob.ruoyi);
  const withCat = await directChat(server.http, ann.ruoyi, cat.ruoyi);
  const g = await group(server.http, bob.ruoyi, [ann.ruoyi, cat.ruoyi], 'G');
  await directChat(server.http, bob.ruoyi, cat.ruoyi);
  await say(cat, withCat, 'from cat');
  await say(bob, g, 'to all');
  await say(bob, withBob, 'one');
  const last = await say(bob, withBob, 'two');
  return {...people, say, withBob, withCat, g, last};
}

async function active({server}) {
  const {ann, bob, cat, g, say, withCat} = await world(server);
  // seen: POST /jssdk/get_active_conversations 0
  const found = await both(server, ACTIVE, ann, {count: 20});
  assert.deepEqual(found.conversations.map((c) => c.conversation.conversationID),
      [chatOf(ann, bob), `sg_${g}`, chatOf(ann, cat)]);
  const [first, second, third] = found.conversations;
  assert.equal(contentOf(first).content, 'two');
  assert.equal(first.maxSeq, first.lastMsg.seq);
  assert.equal(first.user.userID, bob.id);
  assert.equal(first.user.nickname, bob.nick);
  assert.equal(first.friend.friendUserID, bob.id);
  assert.equal(first.group, null);
  assert.equal(first.conversation.conversationType, 1);
  assert.equal(second.group.groupID, `${g}`);
  assert.equal(second.group.memberCount, 3);
  assert.equal(second.user, null);
  assert.equal(third.friend, null);
  assert.equal(found.unreadCount,
      found.conversations.reduce((n, c) => n + c.maxSeq - c.readSeq, 0));
  // All unread ones count, however few are shown; what is pinned comes first.
  await must(server.http, 'PUT', `/conversation/${withCat}/pin?pinned=true`, ann.ruoyi.token);
  const one = await both(server, ACTIVE, ann, {count: 1});
  assert.deepEqual(one.conversations.map((c) => c.conversation.conversationID),
      [chatOf(ann, cat)]);
  assert.equal(one.unreadCount, found.unreadCount);
  assert.equal((await both(server, ACTIVE, ann, {count: 501})).conversations.length, 3);
  await say(ann, withCat, 'an answer');
  const [own] = (await both(server, ACTIVE, ann, {})).conversations;
  assert.equal(own.readSeq, own.maxSeq);
}

async function named({server}) {
  const {ann, bob, cat, g, last} = await world(server);
  const wanted = [`sg_${g}`, chatOf(ann, bob), 'si_nobody_1', chatOf(bob, cat)];
  // seen: POST /jssdk/get_conversations 0
  const found = await both(server, NAMED, ann, {conversationIDs: wanted});
  assert.deepEqual(found.conversations.map((c) => c.conversation.conversationID),
      wanted.slice(0, 2));
  assert.deepEqual(await both(server, NAMED, ann, {conversationIDs: []}),
      {unreadCount: 0, conversations: []});
  // The last message that stands: one that ann hid does not.
  await must(server.http, 'DELETE', `/message/${last}`, ann.ruoyi.token);
  const [, hidden] = (await both(server, NAMED, ann, {conversationIDs: wanted})).conversations;
  assert.equal(contentOf(hidden).content, 'one');
}

async function refused({server}) {
  const {ann} = await makePeople(server, ['ann']);
  const code = async (path, body, type) => (await post(server, path, ann, body, type)).json.errCode;
  for (const path of [ACTIVE, NAMED]) {
    // seen: POST /jssdk/get_active_conversations 1001
    // seen: POST /jssdk/get_conversations 1001
    assert.equal(await code(path, '{}', 'text/plain'), 1001);
    assert.equal(await code(path, '{', 'application/json'), 1001);
    assert.equal(await code(path, '{"count":"x","conversationIDs":1}'), 1001);
    assert.equal(await code(path, Buffer.from([0x0a, 0x05, 0x61]), 'application/x-protobuf'), 1001);
    assert.equal(await code(path, Buffer.from([0x0a, 0x01, 0xff]), 'application/x-protobuf'), 1001);
    assert.equal(await code(path, '', 'application/json'), 1001);
    // Without a type it is JSON; an empty message is one of protobuf.
    assert.equal(await code(path, '{}'), 0);
    assert.equal(await code(path, '', 'application/x-protobuf'), 0);
  }
  const many = JSON.stringify({conversationIDs: Array(1001).fill('si_a_b')});
  assert.equal(await code(NAMED, many, 'application/json'), 1001);
}

export const tests = [
  {name: 'the active ones, pinned first, then the newest', body: active},
  {name: 'by their ids', body: named},
  {name: 'what is refused', body: refused},
];
