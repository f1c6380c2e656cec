// People with money, and calls that count.
import {unique} from '../lib/world.mjs';
import {eachOf, sleep} from '../lib/report.mjs';
import {imchatAdmin, imchatFriends, imchatPerson, mustImchat} from '../lib/imchat.mjs';

const AT_ONCE = 8;
const BUSY_RETRIES = 40;
const BUSY_WAIT_MS = 100;
export const TRADE_PASSWORD = '246813';

export const cents = (amount) => Math.round(amount * 100);
// An amount as JSON has it: the server reads decimals, never floats of its own.
export const amount = (value) => Number((value / 100).toFixed(2));

export class World {
  // `servers`: one, or the nodes of a cluster, which take turns.
  constructor(servers) {
    this.servers = servers;
    this.turn = 0;
    this.given = 0;  // cents that came into accounts of users
    this.left = 0;   // cents in packets that nobody will take
  }

  get http() { return this.servers[this.turn++ % this.servers.length].imchat; }

  // `count` people in one group, of whom the first `senders` have money and a trade password; and
  // two friends besides.
  async settle(count, senders, money) {
    this.admin = await imchatAdmin(this.http);
    this.people = [];
    await eachOf(Array.from({length: count}), AT_ONCE, async (_, i) => {
      this.people[i] = await imchatPerson(this.http, 'm');
    });
    const [owner, other] = this.people;
    const {id} = await mustImchat(this.http, 'POST', '/group/create', owner.token,
        {groupName: 'Money'});
    this.group = id;
    await eachOf(this.people.slice(1), AT_ONCE, (p) =>
      mustImchat(this.http, 'POST', `/group/join/${id}`, p.token));
    await imchatFriends(this.http, owner, other);
    this.senders = this.people.slice(0, senders);
    await eachOf(this.senders, AT_ONCE, async (p) => {
      await mustImchat(this.http, 'PUT', '/setTradePwd', p.token, {tradePassword: TRADE_PASSWORD});
      await this.give(p, money);
    });
  }

  async give(person, value) {
    await mustImchat(this.http, 'POST', '/im/user/modifyAsset', this.admin.token,
        {userId: person.id, amount: amount(value), transferFlag: 1});
    this.given += value;
  }

  // Again while the server says that it is busy, as clients do: `again` says that it did.
  async call(path, token, value) {
    for (let i = 0; ; i++) {
      const answer = await this.http.call('POST', path, token, value);
      const busy = answer.status === 429 || answer.status === 503 || answer.json?.code === 503;
      if (!busy || i === BUSY_RETRIES) return {...answer, again: i > 0};
      await sleep(BUSY_WAIT_MS * (1 + Math.random()));
    }
  }

  // `request`: its name, for who sends it again.
  send(sender, {total, count, split, to = null, request = unique()}) {
    return this.call('/redPackage/send', sender.token, {requestId: request,
      receiverType: to ? 2 : 1, receiverId: to ? to.id : this.group, totalAmount: amount(total),
      totalCount: count, redPacketType: split, tradePassword: TRADE_PASSWORD});
  }

  grab(person, packet) {
    return this.call('/redPackage/rob', person.token, {redPacketId: packet});
  }

  // The packet with all its shares.
  look(packet) {
    return mustImchat(this.http, 'GET', `/im/redRecord/${packet}`, this.admin.token);
  }

  // How many packets there are.
  async packets() {
    const {total} = await mustImchat(this.http, 'GET', '/im/redRecord/list', this.admin.token);
    return total;
  }

  // What everybody has together, in cents.
  async sum() {
    let total = 0;
    for (let i = 0; i < this.people.length; i += 100) {
      const users = await mustImchat(this.http, 'POST', '/im/user/findByIds', this.admin.token,
          {userIds: this.people.slice(i, i + 100).map((p) => p.id)});
      for (const user of users) total += cents(user.balance);
    }
    return total;
  }
}
