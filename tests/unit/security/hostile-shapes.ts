import { hardUnits } from '../message/hostile.ts'

/** A way to fill a text of any length so that a careless reader takes long for it. */
export interface Shape {
  name: string
  fill: (length: number) => string
}

/** Single characters: every sign of the keyboard, spaces, letters, marks that combine, surrogates, a NUL. */
const characters = [
  ...'!"#$%&\'()*+,-./0:;<=>?@[\\]^_`a{|}~ \n\t\r\u0000é\u0301\u200D\u2028ﷺ',
  '😀', '\uD83D', '\uDE00', 'a\u0301', '👨‍👩‍👧', '𐌰', 'ß', 'İ',
]

/** What begins something, so that a reader looks for its end each time. */
const openings = [
  'http://', 'https://a.b/', 'http://a.b ', 'http://1.2.3.999/', 'http://a..b/', 'ftp://a.b/', '//a.b/', 'a://', 'mailto:a', 'a@b.c ', ' @a', '<@all>', '@Maya ',
  '[a](', '[a](b "', '[a](<', '](', '*[', '[~~', '<[', '- [ ] ', '*_', '**a', '_a', '~~a', '` ', '`` ', 'a `', '```\n', '~~~\n', '> - ', '> > > a\n', '- a\n', '1. ', '#\n',
  ' \n', '\n\t', '\n\n', 'a ', ' a', 'a.', '.a', 'a-', 'a"', '" "', '&amp;', '&#1;', '&#x', '<a ', '<div>', '</', '<meta ', '<meta property="og:title" content="', '<title>', '<!--', '<![CDATA[',
  '</title', '<script></scrip', '<span class="', '=?utf-8?q?', '?= ', '=41', '=\r\n', '\r\n ', '10.0.0.1, ', '1.', '::', 'a=b; ', '; ', '__Host-', 'Bearer ', '{name}', '{', '🇩🇪', '\\*', '%41', 'xn--a.', 'a b', '-- ',
]

/** Signs that mean something, each with a run of something harmless behind it: a message may hold 1,500 of them. */
const sparse = ['*', '_', '`', '[', ']', '<', '@', '\\', '://', 'https://a.b/', '*http://1.2.3.999/', '*[', '](*', '[a](b', 'a@b.c', '\n- ', '\n> ', '\n1. ', '\n  - ']
const harmless = ['a', '\n', '!', ' ', '^', 'é', '.', 'a ']

/** A run between a beginning and an end: what a regular expression tries again from each of its places. */
const framed = [
  ['http://', '.', 'a'], ['http://a.b/', '?', 'a'], ['http://a.b/', ')', '"'], ['http://', 'a.', '_'], ['http://', 'é', ''], ['` ', '`', ' `'], ['`a', ' ', 'a'], ['a', ' ', 'b'], ['a', '\n', 'b'],
  ['[', 'a', '](b)'], ['[', '[', '](b)'], ['[a](', '(', ')'], ['[a](<', 'a', '>'], ['**', 'a*', '**'], ['@', 'a ', '!'], [' @', 'a.', '@'], [':', 'a_', ':'], ['- ', ' ', 'a'], ['> ', '> ', 'a'],
  ['```\n', '`', '\n```'], ['~~~', '~', ' a'], ['"', 'a"', ' '], ['a@', 'a.', ' '], ['a', '@.', ' '], ['/', '/', '\\'], ['-', '-', 'a'], ['<title>', '<', '</title>'], ['<title>', '&amp;', '</title>'],
  ['<meta name="description" content="', '&lt;', '">'], ['<meta ', 'a=b ', '>'], ['<a href="', '\\', '">'], ['Subject: ', '=?utf-8?q?=41?= ', '\r\n\r\n'], ['Content-Transfer-Encoding: quoted-printable\r\n\r\n', '=3D', ''],
  ['Content-Transfer-Encoding: base64\r\n\r\n', 'QUFB\r\n', ''], ['=?utf-8?b?', 'QUFB', '?='], ['?=', ' ', '='], ['a', '\u0301', 'a'], ['', '\uD83D', 'a'], ['\n', ' \t', '\n'], ['`', '\n   ', 'a'],
] as const

export const runs: readonly Shape[] = characters.map(unit => shape(unit, length => repeated(unit, length)))

export const shapes: readonly Shape[] = [
  ...runs,
  ...[...openings, ...hardUnits].map(unit => shape(unit, length => repeated(unit, length))),
  ...sparse.flatMap(sign => harmless.map(filler => shape(`${sign} among ${filler}`, length => repeated(padded(sign, filler), length)))),
  ...framed.map(([start, unit, end]) => shape(`${start} ${unit} ${end}`, length => start + repeated(unit, length - start.length - end.length) + end)),
  ...[['(', ')'], ['[', ']'], ['{', '}'], ['<', '>'], ['<b>', '</b>'], ['**', '**'], ['```\n', '\n```']].map(([open = '', close = '']) =>
    shape(`${open} closed by ${close}`, length => repeated(open, length / 2) + repeated(close, length / 2))),
  shape('lists in lists', length => growing(length, depth => `${' '.repeat(depth)}- a\n`)),
  shape('quotes in quotes', length => growing(length, depth => `${'> '.repeat(depth)}a\n`)),
  shape('backticks of every length', length => growing(length, depth => `${'`'.repeat(depth)} `)),
  shape('brackets of every depth', length => growing(length, depth => `${'['.repeat(depth)}a${']'.repeat(depth)} `)),
  shape('words of every length', length => growing(length, depth => `${'a'.repeat(depth)} `)),
]

function shape(name: string, fill: Shape['fill']): Shape {
  return { name: JSON.stringify(name), fill }
}

function repeated(unit: string, length: number): string {
  return unit.repeat(Math.max(0, Math.floor(length / unit.length)))
}

/** Of 14 characters at least: 20,000 then hold fewer than the 1,500 signs up to which a message is parsed. */
function padded(sign: string, filler: string): string {
  return sign + filler.repeat(Math.max(1, Math.ceil((14 - sign.length) / filler.length)))
}

function growing(length: number, line: (depth: number) => string): string {
  let text = ''
  for (let depth = 1; text.length + line(depth).length <= length; depth += 1) text += line(depth)
  return text
}
