// Three nodes, their PostgreSQL and NATS, and the people who use them.
import {makeSenders} from '../crash/suite.mjs';
import {Cluster} from '../lib/cluster.mjs';
import {Nats} from '../lib/nats.mjs';
import {Postgres} from '../lib/postgres.mjs';
import {eachOf} from '../lib/report.mjs';
import {group, person} from '../lib/world.mjs';
import {Client} from './clients.mjs';
import {History} from './history.mjs';
import {OpenimListener} from './openim_listener.mjs';

export const SENDERS = 64;
const IDLERS_PER_NODE = 2;
const NEVER_ONLINE = 2;
const SIGN_UPS_AT_ONCE = 8;
const PATIENT_EACH = 5;

export class World {
  static async start({binary, random}) {
    const world = new World();
    Object.assign(world, {binary, random});
    try {
      [world.postgres, world.nats] = await Promise.all([Postgres.start(), Nats.start({size: 3})]);
      world.storeUrl = await world.postgres.database();
      world.database = world.storeUrl.split('/').at(-1);
      world.cluster = await Cluster.start({binary, storeUrl: world.storeUrl, nats: world.nats});
    } catch (e) {
      await world.stop();
      throw e;
    }
    return world;
  }

  // The 64 senders in groups over all nodes and in direct chats; a probe at each node, who write
  // into one group; people who only sit there, some of them offline.
  async settle() {
    if (this.senders) return;
    const {cluster, random} = this;
    const nodes = cluster.nodes.length;
    const {http} = cluster.nodes[0];
    const senders = await makeSenders(cluster.nodes[0], SENDERS, random, (p, conversations, i) =>
      new Client(cluster, p, conversations, random, Math.floor(i / 4) % 2 ?
        {home: i % nodes, how: 'ws'} :
        {home: i % nodes, how: 'http', patient: i % PATIENT_EACH === 0}));
    senders.forEach((s, i) => {
      s.hears.push(senders[(i + SENDERS - 1) % SENDERS].conversations[0]);
    });
    const others = [];
    await eachOf(Array.from({length: nodes * (1 + IDLERS_PER_NODE) + NEVER_ONLINE}),
        SIGN_UPS_AT_ONCE, async (_, i) => { others[i] = await person(http, 'idle'); });
    const probing = others.splice(0, nodes);
    const probeGroup = await group(http, probing[0], probing.slice(1), 'Probes');
    this.probes = probing.map((p, i) => new Client(cluster, p, [probeGroup], random,
        {home: i, sticky: true, patient: true}));
    const idle = (p, i) => new Client(cluster, p, [], random,
        {home: i % nodes, sticky: true, patient: true, once: true});
    this.absent = others.splice(0, NEVER_ONLINE).map(idle);
    this.idlers = others.map(idle);
    // One of the senders at each node has a session of OpenIM as well.
    this.listeners = cluster.nodes.map((_, i) => new OpenimListener(cluster, senders[i], i));
    await Promise.all(this.listeners.map((l) => l.prepare()));
    this.senders = senders;
    this.history = new History();
  }

  get writers() { return [...this.senders, ...this.probes]; }
  get clients() { return [...this.writers, ...this.idlers]; }
  get people() { return [...this.clients, ...this.absent]; }

  // Connects everybody, without what earlier sessions heard.
  async connectAll() {
    for (const c of [...this.clients, ...this.listeners]) c.forget();
    const connects = this.clients.map((c) => ({c, done: c.connect()}));
    // Those who wait for a node that does not run come when it does.
    const listening = this.listeners.map((c) => ({c, done: c.connect()}));
    await Promise.all([...connects, ...listening]
        .filter(({c}) => c.sticky === false || this.cluster.nodes[c.home].alive)
        .map(({done}) => done));
  }

  disconnectAll() { for (const c of [...this.clients, ...this.listeners]) c.disconnect(); }

  async stop() {
    if (this.senders) this.disconnectAll();
    await this.cluster?.stop();
    for (const s of this.nats?.servers ?? []) if (s.alive) s.resume();
    await this.nats?.stop();
    await this.postgres?.stop();
  }
}
