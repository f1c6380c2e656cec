// mapping 1.1: the conversation with oneself; openim-http 6.2 1701: messages that vanish.
import assert from 'node:assert/strict';
import {mustOpenim, openimToken} from '../../../lib/openim.mjs';
import {contentOf} from '../../../lib/openim_socket.mjs';
import {chatOf, makePeople, withSockets} from './people.mjs';

const NOTHING_MS = 300;
const ANDROID = 2;
const tipsOf = (message) => JSON.parse(contentOf(message).detail);
const live = (type) => ({message, notification}) => notification && message.contentType === type;
const line = (type) => ({message, notification}) => !notification && message.contentType === type;

export const tests = [
  {
    name: 'a note to oneself reaches all own devices once; its changes are in the own stream',
    async body({server}) {
      const {admin, ann} = await makePeople(server, ['ann']);
      const phone = {...ann, token: await openimToken(server, admin, ann.id, ANDROID)};
      const chat = `si_${ann.id}_${ann.id}`;
      const stream = `n_${ann.id}_${ann.id}`;
      await withSockets(server, [ann], {}, (a) => withSockets(server, [phone],
          {platform: ANDROID, compression: 'gzip'}, async (p) => {
            const sent = await a.sendText(ann, 'note');
            assert.equal(sent.code, 0);
            for (const socket of [a, p]) {
              const {conversation, message} = await socket.push(line(101));
              assert.deepEqual([conversation, message.sendID, message.recvID, message.seq],
                  [chat, ann.id, ann.id, 1]);
              assert.equal(await socket.push(line(101), NOTHING_MS), null);
            }
            // Not synchronised with the sender: but they are the receiver.
            await a.sendText(ann, 'quiet', {options: {senderSync: false}});
            for (const socket of [a, p]) {
              assert.equal((await socket.push(line(101))).message.seq, 2);
            }
            await mustOpenim(server.openim, '/msg/revoke_msg', ann.token,
                {conversationID: chat, seq: 1, userID: ann.id});
            for (const socket of [a, p]) {
              const {conversation, message} = await socket.push(live(2101));
              assert.deepEqual([conversation, message.seq, message.sendID, message.recvID],
                  [stream, 1, ann.id, ann.id]);
              const {clientMsgID, seq, conversationID, isAdminRevoke} = tipsOf(message);
              assert.deepEqual([clientMsgID, seq, conversationID, isAdminRevoke],
                  [sent.data.clientMsgID, 1, chat, false]);
            }
            await mustOpenim(server.openim, '/msg/revoke_msg', admin.token,
                {conversationID: chat, seq: 2, userID: ann.id});
            const byAdmin = await p.push(live(2101));
            assert.deepEqual([byAdmin.conversation, byAdmin.message.seq,
              tipsOf(byAdmin.message).isAdminRevoke], [stream, 2, true]);
            const {notificationMsgs} = await p.must(1002, {seqRanges: [
              {conversationID: stream, begin: 1, end: 9, num: 1}]});
            const pulled = notificationMsgs[stream].Msgs;
            assert.deepEqual(pulled.map((m) => [m.seq, m.contentType]), [[1, 2101], [2, 2101]]);
            assert.deepEqual(pulled[1], byAdmin.message);
            assert.deepEqual(tipsOf(pulled[0]).clientMsgID, sent.data.clientMsgID);
          }));
    },
  },
  {
    name: '1701: both are told that messages vanish, live and in a line of the chat',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const chat = chatOf(ann, bob);
      const set = (isPrivateChat) => mustOpenim(server.openim, '/conversation/set_conversations',
          ann.token, {userIDs: [ann.id], conversation: {conversationID: chat, conversationType: 1,
            userID: bob.id, isPrivateChat, burnDuration: 30}});
      await withSockets(server, [ann, bob], {}, async (a, b) => {
        for (const isPrivate of [true, false]) {
          await set(isPrivate);
          for (const socket of [a, b]) {
            // The line comes in the same push.
            let stored = null;
            const {conversation, message} = await socket.push((push) => {
              if (line(1701)(push)) stored = push;
              return live(1701)(push);
            });
            assert.deepEqual([conversation, message.sendID, message.recvID, message.sessionType,
              message.seq, message.options.history],
            [`n_${chat.slice(3)}`, ann.id, bob.id, 1, 0, false]);
            const tips = {recvID: bob.id, sendID: ann.id, isPrivate, conversationID: chat};
            assert.deepEqual(tipsOf(message), tips);
            assert.deepEqual([stored.conversation, stored.message.seq, tipsOf(stored.message)],
                [chat, isPrivate ? 1 : 2, tips]);
          }
        }
        // Nothing changed: nobody is told.
        await set(false);
        assert.equal(await b.push(live(1701), NOTHING_MS), null);
        const {msgs} = await b.must(1002, {seqRanges: [{conversationID: chat, begin: 0, end: 9,
          num: 9}]});
        assert.deepEqual(msgs[chat].Msgs.map((m) => [m.contentType, tipsOf(m).isPrivate]),
            [[1701, true], [1701, false]]);
      });
    },
  },
];
