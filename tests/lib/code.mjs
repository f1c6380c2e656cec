// Tests in code, and which of a file's tests a run has. What a test says of itself, or its file of
// all that are in it: `on`: the one store whose matter it is, or on which it is enough, because
// what it looks at is decided before a store is asked; `release`: it starts the program dozens of
// times or holds it to times, and one that checks its memory takes ten times as long.
import {SANITIZED} from './patience.mjs';

const STORES = new Set([undefined, 'sqlite', 'postgresql']);

// `file`: what it exports. `part`: 'all', or 'release' where a program that checks its memory runs
// the others. What is not run is not in the list, so nobody counts it as passed.
export function testsOn({tests, on, release}, store, {sanitized = SANITIZED, part = 'all'} = {}) {
  return tests.filter((test) => {
    const where = test.on ?? on;
    if (!STORES.has(where)) throw new Error(`${test.name}: there is no store ${where}`);
    if (where && where !== store) return false;
    return test.release ?? release ? !sanitized : part === 'all';
  });
}
