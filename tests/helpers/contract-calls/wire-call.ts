import type { Contract } from '#shared/contracts/contract.ts'
import { AppError } from '#shared/errors.ts'
import { parseInput } from '#server/utils/parse-input.ts'
import type { Call } from './broken-values.ts'

/** Characters of one value in a URL at most: Node refuses a request line of more than 16 kB by itself. */
const URL_VALUE_LENGTH = 2_000

/** A call written down: what goes over the wire, and what the server reads there. */
export interface WireCall {
  path: string
  body: string | undefined
  read: { params: Record<string, string>, query: Record<string, string | string[]>, body: unknown }
}

/** Writes a call to an operation as a client does. */
export function writeCall(contract: Contract, call: Call): WireCall {
  const params = Object.fromEntries(Object.entries(call.params).map(([name, value]) => [name, pathText(value)]))
  const query = queryPairs(call.query)
  const path = contract.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? 'missing'))
  const body = contract.method === 'GET' || call.body === undefined ? undefined : writeJson(call.body)
  return {
    path: query.length > 0 ? `${path}?${new URLSearchParams(query)}` : path,
    body,
    read: { params, query: readQuery(query), body: body === undefined ? {} : JSON.parse(body) },
  }
}

/** The error with which the contract refuses a call before its handler runs, if any. */
export function refusalOf(contract: Contract, { read }: WireCall): AppError | undefined {
  try {
    parseInput(contract.params, read.params, 'params')
    parseInput(contract.query, read.query, 'query')
    parseInput(contract.body, read.body, 'body')
    return undefined
  }
  catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/** An empty segment, or one of dots, would be another path. */
function pathText(value: unknown): string {
  const text = urlText(value)
  return /^\.*$/.test(text) ? `-${text}` : text
}

/** A URL holds bytes of UTF-8, and so no half of a surrogate pair. */
function urlText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? ''
  return text.slice(0, URL_VALUE_LENGTH).toWellFormed()
}

function queryPairs(query: Record<string, unknown>): [name: string, value: string][] {
  return Object.entries(query).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? value.slice(0, 3) as unknown[] : [value]
    return values.filter(each => each !== undefined).map((each): [string, string] => [urlText(name), urlText(each)])
  })
}

/** As h3 reads it: what comes twice is a list, and keys that reach the prototype are left out. */
function readQuery(pairs: readonly [string, string][]): Record<string, string | string[]> {
  const read: Record<string, string | string[]> = {}
  for (const [name, value] of pairs) {
    if (name === '__proto__' || name === 'constructor') continue
    const before = read[name]
    read[name] = before === undefined ? value : [before, value].flat()
  }
  return read
}

/** JSON with `Infinity` as the number 1e400. */
function writeJson(value: unknown): string {
  const mark = '"\u2060infinite\u2060"'
  return (JSON.stringify(value, (_, each: unknown) => each === Infinity ? JSON.parse(mark) as string : each) ?? '').replaceAll(mark, '1e400')
}
