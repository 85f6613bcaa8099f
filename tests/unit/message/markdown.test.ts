import { describe, expect, it } from 'vitest'
import { isFewEmoji } from '#shared/emoji.ts'
import { CODE_LANGUAGES, codeLanguage } from '../../../composables/message/text/code-languages.ts'
import { colourCode, toPieces } from '../../../composables/message/text/colour-code.ts'
import type { MessageNode } from '../../../composables/message/text/nodes.ts'
import { parseMarkdown } from '../../../composables/message/text/parse-markdown.ts'
import { hasMarkup, plainNodes } from '../../../composables/message/text/plain-nodes.ts'
import { remember } from '../../../composables/message/text/remember.ts'

const maya = '019a0000-0000-7000-8000-00000000000a'

/** A tree as one line: `strong(text)`. */
function outline(nodes: readonly MessageNode[]): string {
  return nodes.map((node) => {
    if (node.kind === 'text') return node.text
    if (node.kind === 'mention') return `@${node.target}`
    if (node.kind === 'code') return `code(${node.text})`
    if (node.kind === 'codeBlock') return `${node.language || 'plain'}{${node.text}}`
    if (node.kind === 'link') return `link(${node.href} ${outline(node.children)})`
    return `${node.kind}(${outline(node.children)})`
  }).join('')
}

const read = (body: string) => outline(parseMarkdown(body))

describe('Markdown in messages', () => {
  it.each([
    ['**bold** and _italic_, ~~gone~~, `code`', 'paragraph(strong(bold) and emphasis(italic), strike(gone), code(code))'],
    ['- flour\n- butter\n  - salted', 'list(item(paragraph(flour))item(paragraph(butter)list(item(paragraph(salted)))))'],
    ['3. third\n4. fourth', 'list(item(paragraph(third))item(paragraph(fourth)))'],
    ['> said Sam\n> twice', 'quote(paragraph(said Sam\ntwice))'],
    ['```ts\nlet a = 1\n\n  b\n```', 'ts{let a = 1\n\n  b}'],
    ['~~~\nplain\n~~~', 'plain{plain}'],
    ['[the plan](https://harbor.example/a)', 'paragraph(link(https://harbor.example/a the plan))'],
    ['*see* https://harbor.example/a_b_c', 'paragraph(emphasis(see) link(https://harbor.example/a_b_c https://harbor.example/a_b_c))'],
    ['# Plan', 'heading(Plan)'],
    [`**hi** <@${maya}> and <@all>`, `paragraph(strong(hi) @${maya} and @all)`],
    ['*a*\n---\nb', 'paragraph(emphasis(a)\n---\nb)'],
    ['`<@all>`', 'paragraph(code(<@all>))'],
    ['[the\n  plan](https://harbor.example/a)', 'paragraph(link(https://harbor.example/a the\n  plan))'],
    ['[for <@all>](https://harbor.example/a)', 'paragraph(link(https://harbor.example/a for @all))'],
    ['```js title="a b"\nx\n```', 'js{x}'],
    ['\\<@all> *a*', 'paragraph(<@all> emphasis(a))'],
  ])('[E-02] %j', (body, expected) => {
    expect(read(body)).toBe(expected)
  })

  it('[E-02] line breaks, tabs and spaces of a pasted text stay', () => {
    expect(read('*Prices*\n  flour\t1.20\n    butter\t2.40')).toBe('paragraph(emphasis(Prices)\n  flour\t1.20\n    butter\t2.40)')
    expect(outline(plainNodes('one\n\n\n\ttwo'))).toBe('one\n\n\n\ttwo')
  })

  it('[E-02] pictures, HTML, tables and entities stay text', () => {
    for (const body of ['![x](https://harbor.example/x.png)', '<b>x</b>', '| a | b |\n|---|---|\n| 1 | 2 |', '&amp;']) {
      expect(read(body)).not.toMatch(/strong|table|image/)
    }
    expect(read('&amp;')).toBe('paragraph(&amp;)')
  })

  it.each(['Good morning!', 'https://harbor.example/plan', `<@${maya}>, are you there?`, 'readme.md – 3 < 4', 'It costs 5 – 6 €', '🎉'])('[E-02] %s needs no parser', (body) => {
    expect(hasMarkup(body)).toBe(false)
    expect(outline(parseMarkdown(body))).toBe(`paragraph(${outline(plainNodes(body))})`)
  })

  it('[E-02] a message with too many marks is shown as plain text', () => {
    const noise = '*a* '.repeat(1_000)
    expect(hasMarkup(noise)).toBe(false)
    expect(plainNodes(noise)).toEqual([{ kind: 'text', text: noise }])
  })

  it('[E-02] up to three emoji stand alone and large', () => {
    expect(['👍', '👍 🎉', '👩‍👩‍👧🏳️‍🌈🇩🇪'].every(isFewEmoji)).toBe(true)
    expect(['👍👍👍👍', 'ok 👍', '123', '', ' '].some(isFewEmoji)).toBe(false)
  })
})

describe('coloured code', () => {
  it('[E-02] [S-22] the highlighter\'s answer is read as text, whatever the code says', () => {
    const html = '<span class="hljs-keyword">if</span> (a &lt; b) <span class="hljs-string">&quot;<span class="hljs-subst">&amp;lt;</span>&quot;</span>'
    expect(toPieces(html)).toEqual([
      { text: 'if', scope: 'keyword' },
      { text: ' (a < b) ', scope: undefined },
      { text: '"', scope: 'string' },
      { text: '&lt;', scope: 'subst' },
      { text: '"', scope: 'string' },
    ])
  })

  it.each([
    ['bash', 'if true; then echo "a"; fi'], ['cpp', 'int a = 1;'], ['csharp', 'public int A;'], ['css', 'a { color: red }'], ['diff', '+ rye'], ['go', 'func main() {}'],
    ['java', 'public class A {}'], ['javascript', 'const a = 1'], ['json', '{ "a": 1 }'], ['php', '<?php return 1;'], ['python', 'def a(): pass'], ['rust', 'fn main() {}'],
    ['sql', 'SELECT 1'], ['typescript', 'type A = string'], ['xml', '<a b="c"/>'], ['yaml', 'a: 1'],
  ] as const)('[E-02] is coloured for %s, and none of it is lost', (language, code) => {
    const pieces = colourCode(code, language)
    expect(pieces.map(({ text }) => text).join('')).toBe(code)
    expect(pieces.some(({ scope }) => scope !== undefined)).toBe(true)
  })

  it('[E-02] knows a language by the names that people write', () => {
    expect(['Vue', 'c++', 'TS', ...CODE_LANGUAGES].map(codeLanguage)).toEqual(['xml', 'cpp', 'typescript', ...CODE_LANGUAGES])
    expect(['klingon', 'constructor', '__proto__', ''].map(codeLanguage)).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('what was read', () => {
  it('[E-02] is kept as long as it is among the latest', () => {
    const asked: string[] = []
    const read = remember((body) => {
      asked.push(body)
      return body.length
    }, 2)
    for (const body of ['a', 'bb', 'a', 'ccc', 'a', 'bb']) expect(read(body)).toBe(body.length)
    expect(asked).toEqual(['a', 'bb', 'ccc', 'bb'])
  })
})
