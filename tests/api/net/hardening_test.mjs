// What the program carries against faults of memory, read from its file.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';

function readelf(server, ...options) {
  return execFileSync('readelf', [...options, '--wide', server.options.binary],
      {encoding: 'utf8', maxBuffer: 1 << 28});
}

export const on = 'sqlite';
export const release = true;
export const tests = [
  {
    name: 'the program can lie anywhere in memory',
    async body({server}) {
      assert.match(readelf(server, '--file-header'), /Type:\s+DYN/);
    },
  },
  {
    name: 'the tables of the linker are read only from the start',
    async body({server}) {
      assert.match(readelf(server, '--program-headers'), /GNU_RELRO/);
      assert.match(readelf(server, '--dynamic'), /BIND_NOW|FLAGS_1\).*NOW/);
    },
  },
  {
    name: 'no stack is executable',
    async body({server}) {
      const stack = /GNU_STACK.*/.exec(readelf(server, '--program-headers'));
      assert.ok(stack, 'the program does not say whether its stack is executable');
      assert.doesNotMatch(stack[0], / RWE /);
    },
  },
  {
    name: 'stacks are guarded and library calls checked',
    async body({server}) {
      const symbols = readelf(server, '--dyn-syms');
      assert.match(symbols, /__stack_chk_fail/);
      assert.match(symbols, /__mem(cpy|move|set)_chk|__v?snprintf_chk/);
    },
  },
  {
    name: 'containers check their bounds',
    async body({server}) {
      assert.match(readelf(server, '--dyn-syms'), /__glibcxx_assert_fail/);
    },
  },
];
