import fc from 'fast-check'

/** One call as it is sent: the path's parameters and the query are texts on the wire, the body is JSON. */
export interface Call {
  params: Record<string, unknown>
  query: Record<string, unknown>
  body: unknown
}

/** Values that replace each good value in turn. `undefined` leaves it out; `Infinity` is written as 1e400. */
const worstValues: readonly unknown[] = [
  undefined, null, -1, 2_147_483_648, Infinity, '', '\u200B\u2060\u3164', 'bread\u0000rolls', 'bread\uD800', 'x'.repeat(30_000), [], {},
]

/** Values that replace a random good value. */
const wrongValues: readonly unknown[] = [
  ...worstValues, true, 0, 1.5, -2_147_483_649, Number.MAX_SAFE_INTEGER + 1,
  ' ', '\uDC00bread', '2147483648', '-1', '0x10', '1e3',
  '0000-01-01T00:00:00Z', '2026-02-30T00:00:00Z', `2026-01-01T00:00:00.${'1'.repeat(3_000)}Z`, '+275760-09-13T00:00:00Z', 'infinity', 'now',
  '00000000-0000-0000-0000-000000000000', '\'; DROP TABLE users; --', '../..', '%00', 'constructor',
  [[]], ['bread'], { toString: 'bread' }, { $ne: null }, Array.from({ length: 11_000 }, (_, index) => index),
]

/** Fields that are added to good ones. `__proto__` is a key of its own here, as `JSON.parse` makes it. */
const extraFields: readonly Record<string, unknown>[] = [
  { role: 'admin' }, { seq: 7, changeSeq: 7 }, { authorId: 'someone' }, { constructor: { prototype: { admin: true } } },
  JSON.parse('{"__proto__":{"admin":true}}') as Record<string, unknown>, { '\u0000': 1 }, { '\uD800': 1 }, { '': 1 },
]

/** Calls that differ from a good one in one place. Some are still valid. */
export function brokenCalls(calls: fc.Arbitrary<Call>): fc.Arbitrary<Call> {
  return calls.chain((call) => {
    const places = placesOf(call)
    const replaced = fc.tuple(fc.constantFrom(...places), fc.constantFrom(...wrongValues)).map(([place, value]) => replace(call, place, () => value))
    const extended = fc.tuple(fc.constantFrom(...places, ['query'], ['body']), fc.constantFrom(...extraFields))
      .map(([place, extra]) => replace(call, place, value => isRecord(value) ? Object.defineProperties({ ...value }, Object.getOwnPropertyDescriptors(extra)) : value))
    return fc.oneof({ arbitrary: replaced, weight: 3 }, { arbitrary: extended, weight: 1 })
  })
}

/** One call for each place in these good calls and each of the worst values. */
export function worstCalls(calls: readonly Call[]): Call[] {
  const examples = new Map(calls.flatMap(call => placesOf(call).map(place => [place.join('.'), { call, place }])))
  return [...examples.values()]
    // One element stands for all of its list.
    .filter(({ place }) => place.every(key => typeof key === 'string' || key === 0))
    .flatMap(({ call, place }) => worstValues.map(value => replace(call, place, () => value)))
}

type Place = readonly (string | number)[]

function placesOf(call: Call): Place[] {
  return placesIn(call).filter(place => place.length > 1 || place[0] === 'body')
}

/** Every value within a value, by the way to it. */
function placesIn(value: unknown, place: Place = []): Place[] {
  const children = Array.isArray(value) ? [...value.keys()] : isRecord(value) ? Object.keys(value) : []
  return [...(place.length > 0 ? [place] : []), ...children.flatMap(key => placesIn((value as Record<string | number, unknown>)[key], [...place, key]))]
}

function replace<Value>(value: Value, [key, ...rest]: Place, change: (old: unknown) => unknown): Value {
  if (key === undefined) return change(value) as Value
  const copy = (Array.isArray(value) ? [...value as unknown[]] : { ...value }) as Record<string | number, unknown>
  copy[key] = replace(copy[key], rest, change)
  return copy as Value
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
