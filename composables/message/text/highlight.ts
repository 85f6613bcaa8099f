import type { HLJSApi, LanguageFn } from 'highlight.js'

/** A stretch of code and what it is: `keyword`, `string`, … or nothing in particular. */
export interface CodePiece {
  text: string
  scope: string | undefined
}

/** Characters up to which code is coloured: a screenful or ten, in a few milliseconds. */
const COLOURED_MAX = 10_000

const grammars = {
  bash: () => import('highlight.js/lib/languages/bash'),
  cpp: () => import('highlight.js/lib/languages/cpp'),
  csharp: () => import('highlight.js/lib/languages/csharp'),
  css: () => import('highlight.js/lib/languages/css'),
  diff: () => import('highlight.js/lib/languages/diff'),
  go: () => import('highlight.js/lib/languages/go'),
  java: () => import('highlight.js/lib/languages/java'),
  javascript: () => import('highlight.js/lib/languages/javascript'),
  json: () => import('highlight.js/lib/languages/json'),
  php: () => import('highlight.js/lib/languages/php'),
  python: () => import('highlight.js/lib/languages/python'),
  rust: () => import('highlight.js/lib/languages/rust'),
  sql: () => import('highlight.js/lib/languages/sql'),
  typescript: () => import('highlight.js/lib/languages/typescript'),
  xml: () => import('highlight.js/lib/languages/xml'),
  yaml: () => import('highlight.js/lib/languages/yaml'),
} satisfies Record<string, () => Promise<{ default: LanguageFn }>>

type Language = keyof typeof grammars

/** What people write behind the backticks, besides the names above. */
const aliases = new Map<string, Language>(Object.entries({
  'c': 'cpp', 'c++': 'cpp', 'h': 'cpp', 'cs': 'csharp', 'c#': 'csharp', 'golang': 'go', 'html': 'xml', 'htm': 'xml',
  'js': 'javascript', 'jsx': 'javascript', 'mjs': 'javascript', 'json5': 'json', 'patch': 'diff', 'py': 'python',
  'rs': 'rust', 'scss': 'css', 'sh': 'bash', 'shell': 'bash', 'zsh': 'bash', 'svg': 'xml', 'ts': 'typescript',
  'tsx': 'typescript', 'vue': 'xml', 'yml': 'yaml',
} satisfies Record<string, Language>))

/** Code in coloured pieces; undefined when its language is not among ours or it is too long. Loads what it needs. */
export async function highlight(code: string, language: string): Promise<CodePiece[] | undefined> {
  const name = languageOf(language)
  if (!name || code.length > COLOURED_MAX) return undefined
  const [{ default: core }, { default: grammar }] = await Promise.all([import('highlight.js/lib/core'), grammars[name]()])
  return toPieces(coloured(core, grammar, name, code))
}

function languageOf(written: string): Language | undefined {
  const name = written.toLowerCase()
  return Object.hasOwn(grammars, name) ? name as Language : aliases.get(name)
}

function coloured(core: HLJSApi, grammar: LanguageFn, language: Language, code: string): string {
  if (!core.getLanguage(language)) core.registerLanguage(language, grammar)
  return core.highlight(code, { language, ignoreIllegals: true }).value
}

/** The ampersand is the last: what it makes of a text is no entity any more. */
const entities = Object.entries({ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': '\'', '&amp;': '&' })

/**
 * The highlighter answers in HTML that knows spans, their classes and five entities. It is read
 * here into pieces of text, so that none of it ever stands in the page as HTML. Pure.
 */
export function toPieces(html: string): CodePiece[] {
  const pieces: CodePiece[] = []
  const scopes: string[] = []
  for (const part of html.split(/(<span class="[^"]*">|<\/span>)/)) {
    const [, scope] = /^<span class="(?:hljs-|language-)?([^"\s]*)[^"]*">$/.exec(part) ?? []
    if (scope !== undefined) scopes.push(scope)
    else if (part === '</span>') scopes.pop()
    else if (part !== '') pieces.push({ text: readEntities(part), scope: scopes.at(-1) })
  }
  return pieces
}

function readEntities(html: string): string {
  return entities.reduce((text, [entity, character]) => text.replaceAll(entity, character), html)
}
