// What can be measured of a page that is shown: contrast and names by axe, the size of what a
// finger touches, and what is wider than its place.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FINGER = 44;

// Findings, one line each. `touch`: whether it is looked at as on a telephone.
export async function measure(page, {touch}) {
  // Told outright: the page's policy allows no script but its own.
  if (!await page.evaluate(() => Boolean(window.axe))) await page.evaluate(AXE);
  // What says that something was done fades away by itself.
  await page.waitForFunction(() => !document.querySelector('.el-message'));
  // Colours change step by step when the theme does.
  await page.evaluate(settled);
  const rules = await page.evaluate(readable);
  const wide = await page.evaluate(fitting);
  return [...rules, ...wide, ...touch ? await page.evaluate(touchable, FINGER) : []];
}

/* c8 ignore start: these run in the page */

async function settled() {
  await new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
  const ends = document.getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime < Infinity);
  await Promise.all(ends.map((one) => one.finished.catch(() => {})));
}

async function readable() {
  const {violations} = await window.axe.run(document, {resultTypes: ['violations']});
  return violations.flatMap(({id, nodes}) => nodes.map((node) => {
    const [why] = [...node.any, ...node.all, ...node.none];
    return `${id}: ${node.html.slice(0, 120)} ${id === 'color-contrast' ? why?.message : ''}`;
  }));
}

// Nothing lies beyond the page, and nothing with words beyond the box that holds it.
function fitting() {
  const out = [];
  const name = (e) => `${e.tagName.toLowerCase()}.${[...e.classList].join('.')} ` +
      `"${e.textContent.trim().slice(0, 30)}"`;
  const root = document.documentElement;
  if (root.scrollWidth > window.innerWidth) out.push('the page scrolls sideways');
  // Whether an ancestor cuts or scrolls what is wider than it.
  const held = (e) => {
    for (let at = e.parentElement; at && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflowX !== 'visible') return at;
    }
    return null;
  };
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('svg') || !e.checkVisibility({visibilityProperty: true})) continue;
    const style = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || style.clipPath !== 'none') continue;
    const outside = box.right > window.innerWidth + 1 || box.left < -1;
    if (outside && !held(e) && style.position !== 'fixed') out.push(`beyond the page: ${name(e)}`);
    const spills = style.display !== 'inline' && style.overflowX === 'visible' &&
        e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1;
    // Badges and marks are meant to overlap a corner.
    if (!spills) continue;
    const wide = [...e.children].find((child) => {
      const {right, width} = child.getBoundingClientRect();
      return width > 0 && right > box.right + 1 && child.textContent.trim() !== '' &&
          getComputedStyle(child).position === 'static';
    });
    if (wide) out.push(`wider than its place: ${name(wide)} in ${name(e)}`);
  }
  return out;
}

// What is touched at each point from the middle on, as far as it is the thing itself. Links within
// text are as high as the text; letters of an index are slid over, and the list can be scrolled.
function touchable(finger) {
  const out = [];
  const parts = 'button, a[href], input, textarea, select, summary, [role="button"], ' +
      '[role="menuitem"], [role="option"], [role="tab"], [role="switch"], [role="radio"]';
  for (const e of document.querySelectorAll(parts)) {
    if (e.disabled || e.closest('[aria-disabled="true"], [inert], nav.index')) continue;
    if (!e.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    if (e.matches('a') && getComputedStyle(e).display === 'inline') continue;
    const holder = e.matches('input') && e.closest('label, .el-input__wrapper') || e;
    const box = holder.getBoundingClientRect();
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const inside = (px, py) => px >= 0 && py >= 0 && px < innerWidth && py < innerHeight;
    if (box.width < 2 || !inside(x, y)) continue;
    const finds = (px, py) => {
      const hit = inside(px, py) ? document.elementFromPoint(px, py) : null;
      return Boolean(hit) && holder.contains(hit);
    };
    // Something lies over it, such as the bar below.
    if (!finds(x, y)) continue;
    const reach = (dx, dy) => {
      let n = 0;
      while (n < finger && finds(x + dx * (n + 1), y + dy * (n + 1))) n++;
      return n;
    };
    const wide = reach(-1, 0) + reach(1, 0) + 1;
    const high = reach(0, -1) + reach(0, 1) + 1;
    // Cut by the edge of what scrolls or of the window.
    let frame = e.parentElement;
    while (frame && !/auto|scroll/.test(getComputedStyle(frame).overflowY)) {
      frame = frame.parentElement;
    }
    const end = Math.min(innerHeight, frame?.getBoundingClientRect().bottom ?? innerHeight);
    const below = Math.max(8, (finger - box.height) / 2);
    const cut = box.bottom > end - below || box.right > innerWidth - 2;
    if (cut || wide >= finger - 1 && high >= finger - 1) continue;
    const what = e.dataset.test ?? e.getAttribute('aria-label') ?? e.textContent.trim();
    out.push(`too small to touch: ${what.slice(0, 30)} (${e.tagName.toLowerCase()}.` +
        `${[...e.classList].join('.')}), ${wide} x ${high}`);
  }
  return out;
}
/* c8 ignore stop */
