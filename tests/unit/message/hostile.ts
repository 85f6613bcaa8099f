import { MESSAGE_MAX_LENGTH } from '#shared/limits.ts'

/** What attackers try where text becomes a page, with and without Markdown around it. */
export const hostileBodies: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '"><script>alert(1)</script>',
  '\'-alert(1)-\'',
  '</p></article><script>alert(1)</script>',
  '<a href="javascript:alert(1)">here</a>',
  '[here](javascript:alert(1))',
  '[here](JaVaScRiPt:alert(1))',
  '[here](java\tscript:alert(1))',
  '[here](&#106;avascript:alert(1))',
  '[here](<javascript:alert(1)>)',
  '[here](\u0001javascript:alert(1))',
  '[here](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[here](vbscript:msgbox(1))',
  '[here](//harbor.example/x)',
  '[here](https://harbor.example/" onmouseover="alert(1))',
  '[here](https://harbor.example "x\\" onmouseover=\\"alert(1)")',
  '![picture](https://harbor.example/x.png)',
  '![picture](x" onerror="alert(1))',
  '<javascript:alert(1)>',
  '<https://harbor.example/"onmouseover="alert(1)>',
  'https://harbor.example/"onmouseover="alert(1)',
  '[a]: javascript:alert(1)\n\n[a]',
  '```"><script>alert(1)</script>\n<img src=x onerror=alert(1)>\n```',
  '```html onmouseover=alert(1)\n<script>alert(1)</script>\n```',
  '```js\nconst a = "</span><script>alert(1)</script>"\n```',
  '```__proto__\nx\n```',
  '```constructor\nx\n```',
  '`<img src=x onerror=alert(1)>`',
  '> <script>alert(1)</script>',
  '- <img src=x onerror=alert(1)>',
  '**<svg/onload=alert(1)>**',
  '<@<script>alert(1)</script>>',
  '<@all onmouseover=alert(1)>',
  '{{constructor.constructor("alert(1)")()}}',
  '*{{ $el.ownerDocument.defaultView.alert(1) }}*',
  '<style>@import "https://harbor.example/x.css"</style>',
  '<math><mtext></table><mglyph><style><img src=x onerror=alert(1)>',
]

/** Text that trips up software without meaning to. */
export const naughtyBodies: readonly string[] = [
  'undefined', 'null', 'true', '0', 'NaN', '-', '#', '>', '*', '**', '```', '~~~', '1.', '[](', '<@', '<@>', '\\',
  '\u202Eevil\u202C', '\u200B', 'Z\u0351\u036B\u0343\u036A\u0302\u036B', '\uD83D', '\u{1F469}\u200D\u{1F469}\u200D\u{1F467}',
  'ﷺﷺﷺ', '表ポあA鷗ŒéB逍', 'שלום **עולם**', '¯\\_(ツ)_/¯', 'C:\\new\\table', '1;DROP TABLE messages', '%s%n%d', '${7*7}', '__proto__',
]

/** Pieces that make a message hard to read for a parser when nothing else stands in it. */
export const hardUnits: readonly string[] = [
  '(', '[', '[a](', '![', '*', '*a ', 'a**b', '_a', '>', '> > > a\n', '- ', '~~a', '\\', '<', '<a', 'http://', 'a@', 'a@b.c ', 'http://a.b/(',
  'a\n', '1. ', '1. a\n', '~', '```\n', '*_~~`[<>(', '&', '***a** b* ', '[a](http://b.c) ', '[a](<b ', '[](((', '[a](b "', 'mailto:', '> - ',
  ' \n', '\t', '> a\n\n', '`', '` ``', '<@all>', '@Maya ', '<@', '[a', '![[', '**a', '#', '# \n',
]

const repeat = (text: string) => text.repeat(Math.ceil(MESSAGE_MAX_LENGTH / text.length)).slice(0, MESSAGE_MAX_LENGTH)

/** The longest messages that are hard to read for a parser. */
export const hardBodies: Readonly<Record<string, string>> = Object.fromEntries(hardUnits.map(text => [JSON.stringify(text), repeat(text)]).concat([
  ['lists in lists', Array.from({ length: 190 }, (_, depth) => `${' '.repeat(depth)}- a`).join('\n')],
  ['backticks of every length', Array.from({ length: 198 }, (_, length) => '`'.repeat(length + 1)).join(' ')],
  ['a gap', `a${' '.repeat(MESSAGE_MAX_LENGTH - 2)}b`],
]))
