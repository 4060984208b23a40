import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FlagClient } from '../../src/flags.js';
import { digest } from '../../src/story-digest.js';

const story = { id: '1.1', title: 'Digest a story', tests: ['a', 'b'], flags: ['story-digest'] };
const on = (length) =>
  new FlagClient({
    'story-digest': { state: 'ENABLED', variants: { on: true }, defaultVariant: 'on' },
    'digest-length': { state: 'ENABLED', variants: { short: length }, defaultVariant: 'short' },
  });

test('without the flag, the title is all', () => {
  assert.equal(digest(story, new FlagClient({})), '1.1 Digest a story');
});

test('with the flag, tests and flags are told', () => {
  assert.equal(digest(story, on(80)), '1.1 Digest a story (2 tests, flags: story-digest)');
});

test('a digest that is too long ends in an ellipsis', () => {
  assert.equal(digest(story, on(10)), '1.1 Diges…');
});
