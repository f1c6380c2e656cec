// The list of friend requests has all that wait, also where people of OpenIM asked, of whom more
// may wait than of people of IM Chat.
import assert from 'node:assert/strict';
import {imchatPerson, mustImchat} from '../../../lib/imchat.mjs';
import {mustOpenim, openimAdmin} from '../../../lib/openim.mjs';
import {eachOf} from '../../../lib/report.mjs';
import {unique} from '../../../lib/world.mjs';

const MANY = 210;
const AT_ONCE = 6;

export const tests = [{
  name: 'no friend request is missing in the list',
  async body({server}) {
    const uniq = unique();
    const ann = await imchatPerson(server.imchat, 'ann');
    const admin = await openimAdmin(server);
    const must = (path, value) => mustOpenim(server.openim, path, admin.token, value);
    const ids = Array.from({length: MANY}, (_, i) => `asks${i}_${uniq}`);
    await must('/user/user_register', {users: ids.map((userID) => ({userID, nickname: 'p'}))});
    await eachOf(ids, AT_ONCE, (fromUserID) =>
        must('/friend/add_friend', {fromUserID, toUserID: `${ann.id}`, reqMsg: 'hi', ex: ''}));
    const list = await mustImchat(server.imchat, 'GET', '/friend/request/list', ann.token);
    assert.equal(list.length, MANY);
  },
}];
