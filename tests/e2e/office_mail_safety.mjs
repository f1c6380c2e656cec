// Published attacks on readers of mail, each sent as a letter: none does anything, neither in the
// page nor in a browser without the frame and the policies of the page.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {must, person} from '../lib/world.mjs';
import {Story} from './story.mjs';

const LINES = new URL('../../src/core/office/mail/clean_payloads.txt', import.meta.url);
const THREAD = 80;
const LEAST = 200;
const SETTLE_MS = 1_500;

// One attack a line; pictures of control characters stand for these. Texts with NUL are refused, so
// that is left out.
function payloads() {
  const decoded = (line) => line.replaceAll('\u2400', '').replace(/[\u2401-\u241f]/g,
      (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x2400));
  return readFileSync(LINES, 'utf8').split('\n').filter(Boolean).map(decoded);
}

export class MailSafetyStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'mail-safety-'); }

  steps() {
    return [
      ['mail safety: published attacks are sent', () => this.send()],
      ['mail safety: a browser sees the bare attacks happen', () => this.control()],
      ['mail safety: none of them survives in a bare browser', () => this.bare()],
      ['mail safety: none of them does anything on the page', () => this.shown()],
    ];
  }

  async send() {
    const {http, uniq} = this;
    this.eve = await person(http, 'eve', `x${uniq}`);
    this.bob = await person(http, 'bob', `x${uniq}`);
    this.attacks = payloads();
    assert.ok(this.attacks.length >= LEAST, `${this.attacks.length} of ${LEAST}`);
    for (let at = 0; at < this.attacks.length; at += THREAD) {
      const [first, ...others] = this.attacks.slice(at, at + THREAD);
      const id = await must(http, 'POST', '/email/send', this.eve.token,
          {toIds: [this.bob.id], subject: `attacks ${at}`, content: first});
      for (const content of others) {
        await must(http, 'POST', `/email/${id}/reply`, this.eve.token, {content});
      }
    }
    const list = await must(http, 'GET', '/email/list', this.bob.token);
    assert.equal(list.length, this.attacks.length);
    this.threads = [...new Map(list.map((each) => [each.threadId, each.id])).values()];
    this.letters = [];
    for (const {id} of list) {
      this.letters.push(await must(http, 'GET', `/email/${id}`, this.bob.token));
    }
  }

  // What each text does in a document of its own without any policy, when all that its parts wait
  // for happens.
  async happens(texts) {
    const context = await this.browser.newContext();
    const out = [];
    context.on('page', (page) => page.on('dialog', (dialog) => dialog.dismiss()));
    await context.route('**', (route) => {
      const url = route.request().url();
      if (url === 'http://bare.example/') {
        return route.fulfill({contentType: 'text/html', body: '<!doctype html><body></body>'});
      }
      if (!/^http:\/\/bare\.example\//.test(url)) {
        out.push(`${route.request().resourceType()} ${url}`);
      }
      return route.abort();
    });
    await context.addInitScript(() => {
      const mark = (...said) => top.postMessage({pwned: String(said)}, '*');
      for (const name of ['alert', 'confirm', 'prompt', 'print', 'MsgBox']) window[name] = mark;
    });
    const page = await context.newPage();
    await page.goto('http://bare.example/');
    const marks = await page.evaluate(tryAll, {texts, wait: SETTLE_MS});
    await context.close();
    return {marks, requests: out};
  }

  async control() {
    const {marks, requests} = await this.happens(this.attacks);
    assert.ok(marks.length >= 100, `only ${marks.length} attacks work in this browser at all`);
    assert.ok(requests.some((each) => each.startsWith('script ')), 'scripts of others are seen');
  }

  async bare() {
    const texts = this.letters.map((each) => each.htmlContent ?? '');
    const {marks, requests} = await this.happens(texts);
    assert.deepEqual(marks, []);
    // Pictures are what a letter may have; the page asks before it shows them.
    assert.deepEqual(requests.filter((each) => !each.startsWith('image http')), []);
  }

  async shown() {
    const b = await this.open(this.bob);
    const seen = [];
    b.page.on('dialog', (dialog) => {
      seen.push(`dialog ${dialog.message()}`);
      return dialog.dismiss();
    });
    b.page.context().on('page', (page) => seen.push(`window ${page.url()}`));
    b.page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.origin !== this.server.origin && url.protocol !== 'data:') {
        seen.push(`request ${url}`);
      }
    });
    b.page.on('framenavigated', (frame) => {
      const url = frame.url();
      const own = [`${this.server.origin}/`, 'about:blank'].some((each) => url.startsWith(each));
      if (!own) seen.push(`navigation ${url}`);
    });
    let letters = 0;
    for (const id of this.threads) {
      await b.page.goto(`${this.server.origin}/#/office/mail/inbox/${id}`);
      await b.click('mail-expand-all');
      const frames = b.page.locator('iframe[data-test="mail-letter"]');
      await b.until('no letter is on its way', async () =>
        await b.page.locator('[data-test="mail-card"] .k-ghosts').count() === 0 &&
        await b.page.locator('[data-test="mail-toggle"][aria-expanded="false"]').count() === 0 &&
        await frames.evaluateAll(filled));
      await b.page.waitForTimeout(SETTLE_MS / 3);
      letters += await b.get('mail-card').count();
      seen.push(...await frames.evaluateAll(look));
    }
    assert.equal(letters, this.attacks.length);
    assert.deepEqual(seen, []);
    assert.match(b.page.url(), /#\/office\/mail\/inbox\/\d+$/, 'the page is where it was');
  }
}

/* c8 ignore start: these run in the page */

// Each text in a frame of its own; what was marked, by the number of the text.
async function tryAll({texts, wait}) {
  const marks = [];
  const frames = [];
  window.addEventListener('message', ({data, source}) => {
    if (data?.pwned === undefined) return;
    const at = frames.findIndex((each) => each.contentWindow === source);
    if (!marks.some((each) => each.startsWith(`${at} `))) marks.push(`${at} ${texts[at]}`);
  });
  const loads = [];
  for (const text of texts) {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<!doctype html><body>${text}`;
    frames.push(frame);
    loads.push(new Promise((done) => { frame.onload = done; }));
    document.body.append(frame);
  }
  const pause = () => new Promise((done) => setTimeout(done, wait));
  // One that goes elsewhere may never be there.
  await Promise.race([Promise.all(loads), pause().then(pause).then(pause)]);
  await pause();
  for (const frame of frames) {
    const page = frame.contentDocument;
    // By the page's own functions: some attacks name fields as an element's own.
    for (const each of page?.querySelectorAll('*') ?? []) {
      for (const name of Element.prototype.getAttributeNames.call(each)) {
        if (!/^on./i.test(name)) continue;
        EventTarget.prototype.dispatchEvent.call(each, new Event(name.slice(2)));
      }
    }
    // Links of the web open other windows; all others are followed here.
    for (const link of page?.querySelectorAll('a[href], area[href]') ?? []) {
      if (/^(https?|mailto|tel):/.test(link.href)) continue;
      link.removeAttribute('target');
      link.click?.();
    }
  }
  await pause();
  return marks;
}

// A letter has its style when it is in its frame.
function filled(frames) {
  return frames.every((frame) => frame.contentDocument?.querySelector('head > style'));
}

// What must not be in the document of any letter.
function look(frames) {
  const never = 'script, iframe, frame, object, embed, form, input, button, meta, base, link, ' +
      'svg, math, template, [srcdoc], [formaction], [id], [name], [class]';
  return frames.flatMap((frame) => {
    const page = frame.contentDocument;
    if (!page) return [`not to be looked at: ${frame.src}`];
    const out = [];
    if (!/\/letter(_pictures)?\.html$/.test(page.URL)) out.push(`elsewhere: ${page.URL}`);
    for (const each of page.body.querySelectorAll(never)) out.push(each.outerHTML.slice(0, 200));
    for (const each of page.body.querySelectorAll('*')) {
      for (const {name, value} of each.attributes) {
        const runs = /^on/i.test(name) || /^\s*(javascript|data|vbscript):/i.test(value);
        if (runs) out.push(`${name}=${value}`);
      }
    }
    return out;
  });
}
/* c8 ignore stop */
