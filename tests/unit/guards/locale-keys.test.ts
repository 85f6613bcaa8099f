import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { errorStatus } from '#shared/errors.ts'
import { listFiles, readFiles } from './source-files.ts'

/** `en.json`, or with a name before it, such as `admin.en.json`. */
const ENGLISH_FILE = /(^|\/)locales\/([\w-]+\.)?en\.json$/

type Messages = { [key: string]: string | Messages }

/** Keys that the code builds from values, with the reason. */
const BUILT_FROM_VALUES = [
  /^errors\./, // from the codes in shared/errors.ts and the rules of the schemas
]

const sources = readFiles(/\.(ts|vue)$/).filter(({ path }) => !/^tests\/|\/tests\//.test(path))
const text = sources.map(source => source.text).join('\n')
const sourceFiles = listFiles(ENGLISH_FILE)
const english = new Map(sourceFiles.flatMap(path => [...flatten(readMessages(path))]))

describe('texts', () => {
  it('[E-14] every key that the code asks for exists in English', () => {
    const asked = [...text.matchAll(/(?<![\w.])(?:\$t|\$te|te|t|\$rt)\(\s*['`]([\w.-]+)['`]|\bkeypath="([\w.-]+)"/g)]
      .map(([, called, path]) => called ?? path ?? '')
    expect([...new Set(asked)].filter(key => !english.has(key))).toEqual([])
  })

  it('[E-14] every English text is used', () => {
    const quoted = new Set([...text.matchAll(/['"`]([\w-]+(?:\.[\w-]+)+)['"`]/g)].map(([, key]) => key))
    const prefixes = [...text.matchAll(/`([\w-]+(?:\.[\w-]+)*\.)\$\{/g)].map(([, prefix]) => prefix ?? '')
    const unused = [...english.keys()].filter(key =>
      !quoted.has(key) && !prefixes.some(prefix => key.startsWith(prefix)) && !BUILT_FROM_VALUES.some(built => built.test(key)))
    expect(unused).toEqual([])
  })

  it('[R-157] every error code has a text', () => {
    expect(Object.keys(errorStatus).filter(code => !english.has(`errors.${code}`))).toEqual([])
  })

  const languages = [...new Set(listFiles(/(^|\/)locales\/[\w.-]+\.json$/).map(path => /(\w+)\.json$/.exec(path)?.[1] ?? ''))]
  const translations = sourceFiles.flatMap(source => languages.filter(language => language !== 'en')
    .map(language => [source.replace(/en\.json$/, `${language}.json`), source] as const))

  it.each(translations)('[E-14] %s has the keys and placeholders of English', (path, source) => {
    expect(placeholders(path)).toEqual(placeholders(source))
  })
})

function readMessages(path: string): Messages {
  return JSON.parse(readFileSync(path, 'utf8')) as Messages
}

function flatten(messages: Messages, prefix = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`))
}

/** Key to the names that its text fills in, sorted, so that a translation may order them its own way. */
function placeholders(path: string): Record<string, string[]> {
  const names = (message: string) => [...new Set([...message.matchAll(/\{\s*(\w+)\s*\}/g)].map(([, name]) => name ?? ''))].sort()
  return Object.fromEntries(flatten(readMessages(path)).map(([key, message]): [string, string[]] => [key, names(message)]).sort(([a], [b]) => a.localeCompare(b)))
}
