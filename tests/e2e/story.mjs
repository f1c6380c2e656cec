// What all stories share: a server, a browser, the people's clients in it, and their pictures.
import {Client} from './browser.mjs';

export class Story {
  constructor(server, browser, {outDir, prefix, uniq}, label = '') {
    Object.assign(this, {server, browser, outDir, prefix: prefix + label, uniq});
    this.http = server.http;
    this.clients = [];
  }

  get errors() { return this.clients.flatMap((c) => c.errors); }

  async shots(what) {
    for (const c of this.clients) await c.shot(`${what}-${c.name}`).catch(() => {});
  }

  // A browser of its own for somebody who is not signed in yet.
  async visit(name) {
    const client = await Client.open(this.browser, this.server.origin, name, this);
    this.clients.push(client);
    return client;
  }

  // A browser where this person is signed in.
  async open(who) {
    const client = await this.visit(who.name.split('_')[0]);
    await client.signIn(who.name, who.password);
    return client;
  }

  // Another tab beside a client's, at this place of the page.
  async openTab(beside, place = '') {
    const page = await beside.page.context().newPage();
    const tab = new Client(`${beside.name}-tab`, page, this.outDir, this.prefix);
    this.clients.push(tab);
    await page.goto(`${this.server.origin}/${place}`);
    return tab;
  }

  // Its people close their browsers: pages of dozens of people who hear and show things would take
  // more of the machine than those whose story is told.
  async close() {
    const contexts = new Set(this.clients.map((client) => client.page.context()));
    await Promise.all([...contexts].map((context) => context.close()));
  }

  async gone(client, test) { await client.get(test).waitFor({state: 'detached'}); }
}
