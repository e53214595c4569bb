import { styleFor, wantsColors } from '../../src/cli/style';

describe('wantsColors', () => {
  const terminal = { isTTY: true };
  test.each([
    ['a terminal', {}, terminal, true],
    ['a terminal that cannot', { TERM: 'dumb' }, terminal, false],
    ['a terminal, with NO_COLOR', { NO_COLOR: '1' }, terminal, false],
    ['a terminal, with NO_COLOR empty, which says nothing', { NO_COLOR: '' }, terminal, true],
    ['a terminal, with FORCE_COLOR=0', { FORCE_COLOR: '0' }, terminal, false],
    ['a pipe', {}, {}, false],
    ['a pipe, with FORCE_COLOR empty', { FORCE_COLOR: '' }, {}, true],
    ['a pipe, with both', { FORCE_COLOR: '1', NO_COLOR: '1' }, {}, true],
  ])('%s', (_, environment, stream, expected) => {
    expect(wantsColors(environment, stream)).toBe(expected);
  });
});

test('nothing has no colour, so that what is cut off at the end of a line is', () => {
  const { strong, faint, alarm } = styleFor(true);
  expect([strong(''), faint(''), alarm('')]).toStrictEqual(['', '', '']);
  expect(faint('x')).toBe('\u001b[2mx\u001b[22m');
  expect(styleFor(false).strong('x')).toBe('x');
});
