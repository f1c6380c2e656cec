// A NATS server that forgets who listens to it: nodes stay connected, and hear nothing.
import {Cluster, metric} from '../lib/cluster.mjs';
import {Nats} from '../lib/nats.mjs';
import {PATIENCE} from '../lib/patience.mjs';
import {until} from '../lib/report.mjs';
import {befriend, directChat, must, person} from '../lib/world.mjs';
import {Page} from './live.mjs';

const DEAF_MS = 15_000 * PATIENCE;   // until a node takes the silent ones for gone
const MARKS_MS = 30_000 * PATIENCE;  // until it listens again, and knows who is where

const users = (subscribe) => `authorization { users: [
  {user: koine, password: koine, permissions: {subscribe: ${subscribe}}}
] }
`;
const HEARS = users('{allow: [">"]}');
// Takes the subscriptions of those who are connected, and gives none back by itself.
const FORGETS = users('{deny: ["koine.>"]}');

async function listensAgain(world) {
  const nats = await Nats.start({setUp: (server) => {
    server.user = 'koine:koine';
    server.configure(HEARS);
  }});
  let cluster = null;
  const pages = [];
  try {
    cluster = await Cluster.start({binary: world.binary, nats, size: 2,
      storeUrl: await world.postgres.database()});
    const [a, b] = cluster.nodes;
    const [ann, bob] = [await person(a.http, 'deaf'), await person(b.http, 'deaf')];
    await befriend(a.http, ann, bob);
    pages.push(await Page.open(a, ann), await Page.open(b, bob));
    const shows = async (node, asks, who) => (await must(node.http, 'GET',
        `/user/online/status?userIds=${who.id}`, asks.token))[0].online;
    const marks = async (value) => await shows(a, ann, bob) === value &&
        await shows(b, bob, ann) === value;
    const heard = async (count) => (await Promise.all(cluster.nodes.map((n) =>
      metric(n, 'koine_cluster_nodes')))).every((n) => n === count);
    await until(() => marks(true), 'each sees the other');
    await until(() => heard(2), 'each hears the other');
    const [server] = nats.servers;
    server.configure(FORGETS);
    await until(() => heard(1), 'none hears the other', DEAF_MS);
    const conversationId = await directChat(a.http, ann, bob);
    await must(a.http, 'POST', '/message/send', ann.token,
        {conversationId, type: 'TEXT', content: 'through the log'});
    await pages[1].says('new_message', (f) => f.payload.content === 'through the log');
    server.configure(HEARS);
    await until(() => marks(true), 'each sees the other again', MARKS_MS);
    for (const node of cluster.nodes) {
      if (!await metric(node, 'koine_cluster_nats_renewed_total')) {
        throw new Error(`node ${node.name} did not subscribe anew`);
      }
    }
  } finally {
    pages.forEach((p) => p.close());
    await cluster?.stop();
    await nats.stop();
  }
}

export const DEAF = [
  {name: 'a node that NATS has forgotten listens again', body: listensAgain},
];
