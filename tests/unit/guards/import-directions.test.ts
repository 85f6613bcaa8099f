import { describe, expect, it } from 'vitest'
import { BROWSER_CODE, findLines, readFiles } from './source-files.ts'

const code = readFiles(/\.(ts|vue)$/)
const below = (pattern: RegExp) => code.filter(({ path }) => pattern.test(path))

describe('import directions that the linter cannot see', () => {
  it('[R-166] imports by name carry their extension, so that Node runs the file as it stands', () => {
    expect(findLines(code, /(from|import\()\s*'#(shared|server|client)\/[^']*(?<!\.(ts|json))'/)).toEqual([])
  })

  it('[R-166] the domain uses nothing that the framework imports by itself', () => {
    const automatic = /(?<![\w.'"`])(useRuntimeConfig|useStorage|useEvent|useNitroApp|defineEventHandler|createError|getQuery|readBody|getCookie|setCookie|\$fetch)\(/
    expect(findLines(below(/(^|\/)server\/(domain|infra)\//), automatic)).toEqual([])
  })

  it('[R-126] nothing outside a layer names a file of a layer', () => {
    expect(findLines(below(/^(?!layers\/|tests\/)/), /(from|import\()\s*['"][^'"]*layers\//)).toEqual([])
  })

  it('[R-166] pages, components and stores open no connection', () => {
    const network = /(?<![\w.'"`])(\$fetch|use(Lazy)?Fetch|useRequestFetch|new WebSocket|new EventSource|io)\(/
    expect(findLines(below(/^(layers\/[^/]+\/)?(pages|layouts|components|stores)\//), network)).toEqual([])
  })

  it('[R-166] browser code loads schemas as types only', () => {
    const browser = code.filter(({ path }) => BROWSER_CODE.test(path))
    expect(findLines(browser, /^import (?!type\b).*'(#shared\/contracts\/[^']*|zod)'/)).toEqual([])
  })
})
