import core from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import cpp from 'highlight.js/lib/languages/cpp'
import csharp from 'highlight.js/lib/languages/csharp'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import go from 'highlight.js/lib/languages/go'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import php from 'highlight.js/lib/languages/php'
import python from 'highlight.js/lib/languages/python'
import rust from 'highlight.js/lib/languages/rust'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'
import type { CodeLanguage } from './code-languages'
import type { CodePiece } from './highlight'

const grammars = { bash, cpp, csharp, css, diff, go, java, javascript, json, php, python, rust, sql, typescript, xml, yaml } satisfies Record<CodeLanguage, unknown>

/**
 * Code in coloured pieces. Only for the worker: on some code a grammar takes seconds, which nothing
 * but the end of the worker can stop.
 */
export function colourCode(code: string, language: CodeLanguage): CodePiece[] {
  if (!core.getLanguage(language)) core.registerLanguage(language, grammars[language])
  return toPieces(core.highlight(code, { language, ignoreIllegals: true }).value)
}

/** The ampersand comes last, so that a decoded text is not decoded again. */
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
