// openim-ws 5.2, 7, 10: the streams of changes n_…: recalls, receipts, deletes and edits by number,
// whoever makes them.
import assert from 'node:assert/strict';
import {contentOf, messageTo} from '../../../lib/openim_socket.mjs';
import {administrator, directChat, group, must} from '../../../lib/world.mjs';
import {chatOf, makePeople, withSockets} from './people.mjs';

const HEX32 = /^[0-9a-f]{32}$/;
const NOTHING_MS = 300;

const streamOf = (chat) => `n_${chat.slice(3)}`;
const tipsOf = (message) => JSON.parse(contentOf(message).detail);
const ofType = (type) => ({message}) => message.contentType === type;

async function pulled(socket, name, begin = 0, end = 99) {
  const {notificationMsgs, msgs} = await socket.must(1002,
      {seqRanges: [{conversationID: name, begin, end, num: 1}]});
  assert.deepEqual(msgs, {});
  return notificationMsgs[name];
}

const say = (server, who, place, content) => must(server.http, 'POST', '/message/send',
    who.ruoyi.token, {conversationId: place, type: 'TEXT', content});

export const tests = [
  {
    name: 'recalls and receipts of RuoYi have numbers; who was away pulls them',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const chat = chatOf(ann, bob);
      const stream = streamOf(chat);
      const place = await directChat(server.http, bob.ruoyi, ann.ruoyi);
      const ids = [];
      for (const text of ['1', '2', '3']) ids.push(await say(server, bob, place, text));
      let live = null;
      await withSockets(server, [ann, bob], {}, async (a, b) => {
        await must(server.http, 'DELETE', `/message/${ids[0]}/recall`, bob.ruoyi.token);
        const recall = await a.push(ofType(2101));
        assert.deepEqual([recall.notification, recall.conversation], [true, stream]);
        live = recall.message;
        assert.match(live.clientMsgID, HEX32);
        assert.deepEqual({...live, content: tipsOf(live)}, {...live, sendID: bob.id,
          recvID: ann.id, groupID: '', seq: 1, sessionType: 1, msgFrom: 200, status: 2,
          senderNickname: bob.nick, content: {revokerUserID: bob.id,
            clientMsgID: tipsOf(live).clientMsgID, revokeTime: live.sendTime, sesstionType: 1,
            seq: 1, conversationID: chat, isAdminRevoke: false}});
        assert.deepEqual(live.options, {isNotNotification: false, isSendMsg: false, history: true,
          persistent: true, offlinePush: false, unreadCount: false, senderSync: true,
          conversationUpdate: false, senderConversationUpdate: false, notPrivate: false,
          reactionFromCache: false});
        assert.deepEqual((await b.push(ofType(2101))).message, live);
        for (const id of [ids[1], ids[2]]) {
          await must(server.http, 'PUT', '/message/read', ann.ruoyi.token,
              {conversationId: place, messageIds: [id]});
        }
        const first = (await b.push(ofType(2200))).message;
        assert.deepEqual([first.seq, tipsOf(first)], [2, {markAsReadUserID: ann.id,
          conversationID: chat, seqs: [1, 2], hasReadSeq: 2}]);
        const second = (await b.push(ofType(2200))).message;
        assert.deepEqual([second.seq, tipsOf(second).seqs], [3, [3]]);
        await must(server.http, 'DELETE', `/message/${ids[1]}/recall`, bob.ruoyi.token);
        assert.equal((await b.push(ofType(2101))).message.seq, 4);
      });
      await withSockets(server, [ann], {compression: 'gzip'}, async (socket) => {
        assert.deepEqual((await socket.must(1001, {})).maxSeqs, {[chat]: 3, [stream]: 4});
        const all = await pulled(socket, stream);
        assert.deepEqual(all.Msgs.map((m) => [m.seq, m.contentType, m.status]),
            [[1, 2101, 2], [2, 0, 4], [3, 2200, 2], [4, 2101, 2]]);
        assert.equal(all.isEnd, true);
        assert.deepEqual(all.Msgs[0], live);
        // The later receipt took the place of the one before, and says what both said.
        assert.deepEqual(tipsOf(all.Msgs[2]), {markAsReadUserID: ann.id, conversationID: chat,
          seqs: [1, 2, 3], hasReadSeq: 3});
        const part = await pulled(socket, stream, 2, 3);
        assert.deepEqual([part.Msgs.map((m) => m.seq), part.isEnd], [[2, 3], false]);
        const {notificationMsgs, msgs} = await socket.must(1005, {conversations: [
          {conversationID: stream, seqs: [4, 1, 99, 0]}, {conversationID: chat, seqs: [3]}]});
        assert.deepEqual(notificationMsgs[stream].Msgs.map((m) => m.seq), [1, 4]);
        assert.deepEqual(Object.keys(msgs), [chat]);
        // Clients take what 1006 lists for chats.
        assert.deepEqual(Object.keys((await socket.must(1006, {})).seqs), [chat]);
        const named = await socket.must(1006, {conversationIDs: [stream]});
        assert.deepEqual(named.seqs, {[stream]: {maxSeq: 4, hasReadSeq: 0, maxSeqTime: 0}});
      });
    },
  },
  {
    name: 'a recall in OpenIM by RuoYi\'s rules is a change as well; strangers see nothing',
    async body({server}) {
      const {ann, bob, cat} = await makePeople(server, ['ann', 'bob', 'cat']);
      const groupID = `${await group(server.http, ann.ruoyi, [bob.ruoyi], 'G')}`;
      const stream = `n_${groupID}`;
      await withSockets(server, [ann, bob, cat], {sdkType: 'js'}, async (a, b, c) => {
        const sent = messageTo(ann, {group: groupID}, {content: 'hello'});
        await a.must(1003, sent);
        const {message} = await b.push(ofType(101));
        const page = await must(server.http, 'GET', `/message/list/${groupID}`, ann.ruoyi.token);
        await must(server.http, 'DELETE', `/message/${page.at(-1).id}/recall`, ann.ruoyi.token);
        const recall = (await b.push(ofType(2101)));
        assert.equal(recall.conversation, stream);
        assert.deepEqual([recall.message.recvID, recall.message.groupID,
          recall.message.sessionType], [groupID, groupID, 3]);
        assert.deepEqual(tipsOf(recall.message), {revokerUserID: ann.id,
          clientMsgID: sent.clientMsgID, revokeTime: recall.message.sendTime, sesstionType: 3,
          seq: message.seq, conversationID: `sg_${groupID}`, isAdminRevoke: false});
        assert.deepEqual((await pulled(a, stream)).Msgs, [recall.message]);
        assert.equal(await pulled(c, stream), undefined);
        assert.deepEqual((await c.must(1001, {})).maxSeqs, {});
        assert.equal(await c.push(() => true, NOTHING_MS), null);
      });
    },
  },
  {
    name: 'what lies before one\'s history is not told: placeholders keep the numbers',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const stream = streamOf(chatOf(ann, bob));
      const place = await directChat(server.http, bob.ruoyi, ann.ruoyi);
      const old = await say(server, bob, place, 'old');
      await must(server.http, 'DELETE', `/message/conversation/${place}/clear`, ann.ruoyi.token);
      const fresh = await say(server, bob, place, 'new');
      for (const id of [old, fresh]) {
        await must(server.http, 'DELETE', `/message/${id}/recall`, bob.ruoyi.token);
      }
      await withSockets(server, [ann, bob], {}, async (a, b) => {
        const kinds = async (socket) => (await pulled(socket, stream)).Msgs
            .map((m) => [m.seq, m.contentType, m.status]);
        assert.deepEqual(await kinds(a), [[1, 0, 4], [2, 2101, 2]]);
        assert.deepEqual(await kinds(b), [[1, 2101, 2], [2, 2101, 2]]);
      });
    },
  },
  {
    name: 'a deletion for oneself is in the stream of that user, for their devices only',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const chat = chatOf(ann, bob);
      const own = `n_${ann.id}_${ann.id}`;
      const place = await directChat(server.http, bob.ruoyi, ann.ruoyi);
      const ids = [await say(server, bob, place, '1'), await say(server, bob, place, '2')];
      await withSockets(server, [ann, bob], {}, async (a, b) => {
        await must(server.http, 'DELETE', `/message/${ids[1]}`, ann.ruoyi.token);
        const {conversation, message} = await a.push(ofType(2102));
        assert.equal(conversation, own);
        assert.deepEqual([message.seq, message.sendID, message.recvID, message.sessionType],
            [1, ann.id, ann.id, 1]);
        assert.deepEqual(tipsOf(message), {userID: ann.id, conversationID: chat, seqs: [2]});
        await must(server.http, 'DELETE', `/message/${ids[0]}`, ann.ruoyi.token);
        assert.equal((await a.push(ofType(2102))).message.seq, 2);
        assert.deepEqual((await a.must(1001, {})).maxSeqs, {[chat]: 2, [own]: 2});
        const all = await pulled(a, own);
        assert.deepEqual(all.Msgs.map((m) => [m.seq, tipsOf(m).seqs]), [[1, [2]], [2, [1]]]);
        assert.deepEqual(all.Msgs[0], message);
        assert.equal(await pulled(b, own), undefined);
        assert.equal(await b.push(ofType(2102), NOTHING_MS), null);
      });
    },
  },
  {
    name: 'an edit and a deletion for all are changes; the new text is in the next pull',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const chat = chatOf(ann, bob);
      const stream = streamOf(chat);
      const place = await directChat(server.http, bob.ruoyi, ann.ruoyi);
      const id = await say(server, bob, place, 'before');
      const {token} = await administrator(server.http);
      await withSockets(server, [ann], {}, async (socket) => {
        await must(server.http, 'PUT', `/message/${id}/edit`, bob.ruoyi.token,
            {content: 'after'});
        const {message} = await socket.push(ofType(2001));
        const {key, data} = tipsOf(message);
        const read = (await socket.must(1005,
            {conversations: [{conversationID: chat, seqs: [1]}]})).msgs[chat].Msgs[0];
        assert.deepEqual([message.seq, key, JSON.parse(data)], [1, 'koine.message.edited',
          {conversationID: chat, clientMsgID: read.clientMsgID, seq: 1}]);
        assert.deepEqual(contentOf(read), {content: 'after'});
        await must(server.http, 'DELETE', `/messages/${id}`, token, undefined, '/api/admin');
        const gone = await socket.push(ofType(2102));
        assert.equal(gone.conversation, stream);
        assert.deepEqual([gone.message.seq, tipsOf(gone.message).conversationID,
          tipsOf(gone.message).seqs], [2, chat, [1]]);
        const all = await pulled(socket, stream);
        assert.deepEqual(all.Msgs.map((m) => m.contentType), [2001, 2102]);
        const placeholder = (await socket.must(1005,
            {conversations: [{conversationID: chat, seqs: [1]}]})).msgs[chat].Msgs[0];
        assert.deepEqual([placeholder.status, placeholder.content.length], [4, 0]);
      });
    },
  },
  {
    name: 'reading in a group is told to one\'s own devices, without a number',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const groupID = `${await group(server.http, ann.ruoyi, [bob.ruoyi], 'G')}`;
      await withSockets(server, [ann, bob], {}, async (a, b) => {
        await a.must(1003, messageTo(ann, {group: groupID}, {content: 'hello'}));
        const {message: {seq}} = await b.push(ofType(101));
        await must(server.http, 'PUT', `/conversation/${groupID}/markAsRead`, bob.ruoyi.token);
        const {conversation, message} = await b.push(ofType(2200));
        assert.equal(conversation, `n_${bob.id}_${bob.id}`);
        assert.deepEqual([message.seq, message.options.history, tipsOf(message)], [0, false,
          {markAsReadUserID: bob.id, conversationID: `sg_${groupID}`, seqs: [],
            hasReadSeq: seq}]);
        assert.equal(await a.push(ofType(2200), NOTHING_MS), null);
        assert.equal((await b.must(1001, {})).maxSeqs[`n_${groupID}`], undefined);
      });
    },
  },
];
