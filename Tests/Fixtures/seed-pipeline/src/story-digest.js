const PLAIN_LENGTH = 72;

/**
 * One line about a story, as long as the reader's flags allow.
 *
 * @param {import('./flags.js').FlagClient} flags
 */
export function digest(story, flags) {
  const title = `${story.id} ${story.title}`;
  if (!flags.getBooleanValue('story-digest', false)) return title.slice(0, PLAIN_LENGTH);
  const length = flags.getNumberValue('digest-length', PLAIN_LENGTH);
  const line = `${title} (${story.tests.length} tests, flags: ${story.flags.join(', ') || 'none'})`;
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
