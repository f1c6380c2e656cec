// openim-ws 8: who is online, and on which platforms.
import assert from 'node:assert/strict';
import WebSocket from 'ws';
import {openimToken} from '../../../lib/openim.mjs';
import {OpenimSocket} from '../../../lib/openim_socket.mjs';
import {makePeople, withSockets} from './people.mjs';

const QUIET_MS = 1500;

const platforms = (data) => Object.fromEntries(
    data.subscribers.map((s) => [s.userID, s.onlinePlatformIDs]));

export const tests = [
  {
    name: 'a subscription answers with what is now, and tells what changes',
    async body({server}) {
      const {ann, bob, admin} = await makePeople(server, ['ann', 'bob']);
      const phone = {...bob, token: await openimToken(server, admin, bob.id, 1)};
      await withSockets(server, [ann], {}, async (socket) => {
        const first = await socket.must(2005, {subscribeUserID: [bob.id, ann.id, 'nobody']});
        assert.deepEqual(platforms(first), {[bob.id]: [], [ann.id]: [3], nobody: []});
        const desktop = await OpenimSocket.open(server, bob);
        assert.deepEqual(await socket.online(), {[bob.id]: [3]});
        const mobile = await OpenimSocket.open(server, phone, {platform: 1});
        assert.deepEqual(await socket.online(), {[bob.id]: [3, 1]});
        desktop.close();
        assert.deepEqual(await socket.online(), {[bob.id]: [1]});
        const again = await socket.must(2005, {unsubscribeUserID: [bob.id]});
        assert.deepEqual(again.subscribers, []);
        mobile.close();
        assert.equal(await socket.online(QUIET_MS), null);
      });
    },
  },
  {
    name: 'sessions of the other family count as pages',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      await withSockets(server, [ann], {sdkType: 'js'}, async (socket) => {
        await socket.must(2005, {subscribeUserID: [bob.id]});
        const page = new WebSocket(`${server.wsOrigin}/ws/im?token=${bob.ruoyi.token}`);
        assert.deepEqual(await socket.online(), {[bob.id]: [5]});
        page.terminate();
        assert.deepEqual(await socket.online(), {[bob.id]: []});
      });
    },
  },
  {
    name: 'a session may watch 3000 users',
    async body({server}) {
      const {ann} = await makePeople(server, ['ann']);
      await withSockets(server, [ann], {}, async (socket) => {
        const many = Array.from({length: 3001}, (_, i) => `u${i}`);
        const {code, message} = await socket.ask(2005, {subscribeUserID: many});
        assert.deepEqual([code, message], [1001, 'ArgsError']);
        const {subscribers} = await socket.must(2005, {subscribeUserID: many.slice(1)});
        assert.equal(subscribers.length, 3000);
      });
    },
  },
];
