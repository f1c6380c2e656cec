// messages.keep: what is old goes, its rows too, and clients of all kinds that were away see what
// they saw while the rows were there.
import assert from 'node:assert/strict';
import {readKeys} from '../../lib/appim_apps.mjs';
import {commandsOf, done} from '../../lib/erased.mjs';
import {imchatLogin, imchatPerson, mustImchat} from '../../lib/imchat.mjs';
import {chatName, mustOpenim, openimAdmin, openimPeople, openimToken, sayOpenim}
  from '../../lib/openim.mjs';
import {PATIENCE} from '../../lib/patience.mjs';
import {sleep} from '../../lib/report.mjs';
import {login, must, person, unique} from '../../lib/world.mjs';

const OLD = 104;  // more than go at once, so that some stay beside the new ones
const NEW = 4;
const AT_ONCE = 26;
const DAY_MS = 24 * 3600 * 1000;
const MINUTES_MS = 5 * 60 * 1000;

async function until(condition, what) {
  for (let turn = 0; turn < 60 * PATIENCE; turn++) {
    if (await condition()) return;
    await sleep(250);
  }
  throw new Error(`in vain: ${what}`);
}

class World {
  static async make(server) {
    const world = new World();
    Object.assign(world, {server, koine: commandsOf(server), admin: await openimAdmin(server)});
    const id = unique();
    world.rae = await person(server.http, 'rae', id);
    world.ann = (await openimPeople(server, world.admin, ['ann'], id)).ann;
    world.eve = await imchatPerson(server.imchat, 'eve', id);
    world.fay = await imchatPerson(server.imchat, 'fay', id);
    world.shop = {id: 'shop', ...readKeys(done(world.koine('app', 'create', 'shop', '--open',
        '--max-new-clients-per-minute', '0', '--max-age-days', '8')))};
    for (const who of ['gus', 'hal']) await world.app('POST', '/im/users', {client_id: who});
    world.conv = (await world.app('POST', '/im/conversations',
        {client_id: 'gus', to_client_ids: ['hal'], conv_type: 1})).conv_id;
    return world;
  }

  async app(method, path, value) {
    const {json, text} = await this.server.appim.call(method, path,
        {'app-id': this.shop.id, 'app-key': this.shop.master_key}, value);
    assert.equal(json?.code, 0, `${method} ${path}: ${text}`);
    return json.data;
  }

  // In each conversation, some at a time.
  async say(from, count) {
    for (let at = from; at < from + count; at += AT_ONCE) {
      const texts = Array.from({length: Math.min(AT_ONCE, from + count - at)},
          (_, i) => `word${at + i}`);
      await Promise.all(texts.flatMap((text) => [
        sayOpenim(this.server, this.admin, this.ann, this.rae, text),
        sayOpenim(this.server, this.admin, this.eve, this.fay, text),
        this.app('POST', `/im/conversations/${this.conv}/message`,
            {from_client: 'gus', type: -1, text})]));
    }
  }

  // After days nobody is signed in any more.
  async signIn() {
    const {server} = this;
    this.admin = await openimAdmin(server);
    this.ann.token = await openimToken(server, this.admin, this.ann.id);
    Object.assign(this.rae, await login(server.http, this.rae.name));
    Object.assign(this.fay, await imchatLogin(server.imchat, this.fay.name));
  }

  // What each of them is shown; `first` is a message that is gone.
  async seen(first) {
    const {server, rae, ann, eve, fay} = this;
    const ruoyi = (path) => must(server.http, 'GET', path, rae.token);
    const imchat = (path) => mustImchat(server.imchat, 'GET', path, fay.token);
    const openim = (path, more) => mustOpenim(server.openim, path, ann.token,
        {userID: ann.id, ...more});
    const chat = chatName(ann, rae);
    const [{id}] = await ruoyi('/conversation/list');
    const list = `/message/list/${id}?limit=100`;
    return {
      list: await ruoyi(list),
      before: await ruoyi(`${list}&lastId=${first}`),
      after: await ruoyi(`${list}&afterId=${first}`),
      around: await ruoyi(`${list}&aroundId=${first}`),
      conversations: await ruoyi('/conversation/list'),
      unread: await ruoyi('/message/unread/count'),
      search: await ruoyi('/message/search?keyword=word1'),
      seqs: await openim('/msg/get_conversations_has_read_and_max_seq', {}),
      pulled: await openim('/msg/pull_msg_by_seq', {seqRanges: [
        {conversationID: chat, begin: 1, end: OLD + NEW, num: OLD + NEW}]}),
      sorted: await openim('/conversation/get_all_conversations', {ownerUserID: ann.id}),
      offline: await imchat(`/message/private/pullOfflineMessage?minId=${first}`),
      history: await imchat(`/message/private/history?friendId=${eve.id}&page=1&size=100`),
      read: await imchat(`/message/private/maxReadedId?friendId=${eve.id}`),
      said: await this.app('GET', `/im/conversations/${this.conv}/message?page=1`),
      waits: await this.app('GET', '/im/clients/hal/unread-count'),
    };
  }
}

async function away({start}) {
  const server = await start({testClock: true, flags: ['--messages.keep=8d']});
  const world = await World.make(server);
  const {koine} = world;
  await world.say(1, OLD);
  const [{id}] = await must(server.http, 'GET', '/conversation/list', world.rae.token);
  const [{id: first}] = await must(server.http, 'GET', `/message/list/${id}?afterId=1&limit=1`,
      world.rae.token);
  await server.advanceClock(7 * DAY_MS);
  await world.signIn();
  await world.say(OLD + 1, NEW);
  await server.advanceClock(2 * DAY_MS);
  await world.signIn();
  const minSeq = async () => (await mustOpenim(server.openim,
      '/msg/pull_msg_by_seq', world.ann.token, {userID: world.ann.id, seqRanges: [
        {conversationID: chatName(world.ann, world.rae), begin: 1, end: OLD, num: OLD}]}))
      .msgs?.[chatName(world.ann, world.rae)]?.Msgs.length ?? 0;
  await until(async () => await minSeq() < OLD, 'the old ones go');
  await until(async () => (await world.app('GET',
      `/im/conversations/${world.conv}/message?page=1`)).total < OLD + NEW, 'those of the shop go');
  assert.equal(koine('trace', `${first}`).status, 0, 'its row is there yet');
  const before = await world.seen(first);
  assert.match(JSON.stringify(before.list), new RegExp(`word${OLD + NEW}`));
  assert.doesNotMatch(JSON.stringify(before), /word7"/);
  await until(async () => {
    await server.advanceClock(MINUTES_MS);
    return koine('trace', `${first}`).status === 1;
  }, 'its row goes');
  assert.match(koine('trace', `${first}`).stderr, /there is no message/);
  assert.deepEqual(await world.seen(first), before);
  done(koine('check'));
}

export const release = true;
export const tests = [
  {name: 'who was away sees the same when rows of old messages are gone', body: away},
];
