// The work that every peer gets: pairs of people who send and hear, at full speed and at a fixed
// rate. Each message is counted, so that one that is lost or doubled fails the run.
import { setTimeout as sleep } from 'node:timers/promises';

const WINDOW = 16;
const TEXT_BYTES = 200;
// So many times what is on its way are too few to be counted from the middle.
const FEW = 10;
const WARM_UP_S = 1.5;
const RATE_PER_S = 200;
const TICK_MS = 5;
// No message comes for so long: what is missing then is lost.
const STALL_MS = 15_000;
// Time for a second copy of the last messages.
const QUIET_MS = 300;
const HEX = 16;
const MARK = /^k([0-9a-f]{4})([0-9a-f]{8}) /;

// "k", the pair, the number of the message, and what fills it up.
function textOf(pair, number) {
  const mark = `k${pair.toString(HEX).padStart(4, '0')}${number.toString(HEX).padStart(8, '0')} `;
  return mark.padEnd(TEXT_BYTES, 'x');
}

function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

// The figures of the time between two states of the work.
function between(begin, end) {
  const count = end.delivered - begin.delivered;
  const took = end.at - begin.at;
  const own = end.own.user + end.own.system - begin.own.user - begin.own.system;
  return {
    cpu_us: (end.cpu - begin.cpu) / 1000 / count,
    per_s: count / took * 1000,
    server_share: (end.cpu - begin.cpu) / 1e6 / took,
    generator_share: own / 1000 / took,
  };
}

export class Pairs {
  // Opens a connection for each of the people, who are sender, receiver, sender, receiver …
  static async open(peer, server, people) {
    const all = new Pairs();
    Object.assign(all, { peer, pairs: [], delivered: 0, told: 0, sent: 0, failed: null,
      refill: false, latencies: null, stallMs: STALL_MS,
      warmUpS: WARM_UP_S, onDelivery: () => {}, onTold: () => {} });
    const onEnd = (why) => { all.failed ??= why; };
    for (let i = 0; i + 1 < people.length; i += 2) {
      const pair = { index: i / 2, to: people[i + 1], sent: 0, got: 0, at: new Map() };
      pair.receiver = await peer.connect(server, people[i + 1],
        { onEnd, onTold() {}, onMessage: (text) => all.#heard(pair, text) });
      pair.sender = await peer.connect(server, people[i], { onEnd, onMessage() {},
        onTold: () => { all.told++; all.onTold(performance.now()); } });
      all.pairs.push(pair);
    }
    return all;
  }

  #heard(pair, text) {
    const mark = MARK.exec(text);
    if (!mark || parseInt(mark[1], HEX) !== pair.index || text.length !== TEXT_BYTES) {
      this.failed ??= `a message that was not sent so: ${text.slice(0, 80)}`;
      return;
    }
    const number = parseInt(mark[2], HEX);
    const sent = pair.at.get(number);
    if (sent === undefined) {
      this.failed ??= `message ${number} of pair ${pair.index} came twice`;
      return;
    }
    pair.at.delete(number);
    pair.got++;
    this.delivered++;
    const now = performance.now();
    this.latencies?.push(now - sent);
    this.lastDelivery = now;
    this.onDelivery(now);
    if (this.refill) this.send(pair);
  }

  send(pair) {
    const number = pair.sent++;
    this.sent++;
    pair.at.set(number, performance.now());
    pair.sender.send(pair.to, textOf(pair.index, number), `${pair.index}-${number}`);
  }

  check() {
    if (this.failed) throw new Error(this.failed);
  }

  async #run(seconds) {
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      await sleep(Math.min(50, Math.max(1, end - performance.now())));
      this.check();
    }
  }

  // Waits for what is on its way, and then for what must not come.
  async settle() {
    await this.#drain();
    await this.#quiet();
  }

  async #drain() {
    let last = [-1, -1];
    let moved = performance.now();
    const due = () => this.delivered < this.sent || (this.peer.tells && this.told < this.sent);
    while (due()) {
      this.check();
      if (last[0] !== this.delivered || last[1] !== this.told) {
        last = [this.delivered, this.told];
        moved = performance.now();
      } else if (performance.now() - moved > this.stallMs) {
        throw new Error(`${this.sent} sent, ${this.delivered} delivered, `
          + `${this.told} acknowledged`);
      }
      await sleep(10);
    }
  }

  async #quiet() {
    await sleep(QUIET_MS);
    this.check();
    if (this.peer.tells && this.told !== this.sent) {
      throw new Error(`${this.sent} sent, ${this.told} acknowledged`);
    }
  }

  // Each sender keeps WINDOW messages on their way.
  async atFullSpeed(process_, seconds) {
    const state = () => ({ at: performance.now(), cpu: process_.cpuNs(), own: process.cpuUsage(),
      delivered: this.delivered });
    const start = state();
    this.refill = true;
    for (const pair of this.pairs) for (let i = 0; i < WINDOW; i++) this.send(pair);
    await this.#run(this.warmUpS);
    const begin = state();
    await this.#run(seconds);
    const end = state();
    this.refill = false;
    await this.#drain();
    const drained = state();
    await this.#quiet();
    // In a slow server much of the work is for messages that are still on their way at both ends:
    // there the first to the last message count, with the start and the end.
    const few = end.delivered - begin.delivered < FEW * WINDOW * this.pairs.length;
    return few ? between(start, drained) : between(begin, end);
  }

  // RATE_PER_S messages a second over all pairs, whether or not the last ones have come.
  async atFixedRate(seconds) {
    this.latencies = [];
    const begin = performance.now();
    const total = Math.round(RATE_PER_S * seconds);
    for (let i = 0; i < total;) {
      const due = Math.min(total, (performance.now() - begin) / 1000 * RATE_PER_S);
      for (; i < due; i++) this.send(this.pairs[i % this.pairs.length]);
      await sleep(TICK_MS);
      this.check();
    }
    await this.settle();
    const kept = total / (this.lastDelivery - begin) * 1000;
    const sorted = this.latencies.sort((a, b) => a - b);
    this.latencies = null;
    return { p50_ms: percentile(sorted, 0.5), p99_ms: percentile(sorted, 0.99),
      kept_per_s: kept };
  }

  close() {
    for (const pair of this.pairs) {
      pair.sender.close();
      pair.receiver.close();
    }
  }
}
