import { describe, expect, it } from 'vitest'
import { createGroupCommit } from '#server/infra/postgres/group-commit.ts'

/** A group commit over words whose groups the test ends. */
function openWords({ concurrency = 1, size = 10 } = {}) {
  const groups: { words: readonly string[], end: () => void, fail: (error?: Error) => void }[] = []
  const add = createGroupCommit<string, string>({
    runAll: words => new Promise((resolve, reject) => {
      groups.push({ words, end: () => resolve(words.map(word => word.toUpperCase())), fail: (error = new Error('refused')) => reject(error) })
    }),
    keyOf: word => word,
    concurrency,
    size,
  })
  return { add, groups }
}

const settled = () => new Promise(resolve => setImmediate(resolve))

describe('group commit', () => {
  it('[D5.6] runs a single item at once, and items that arrive meanwhile as one group', async () => {
    const { add, groups } = openWords()
    const answers = ['one', 'two', 'three'].map(add)
    expect(groups.map(group => group.words)).toEqual([['one']])
    groups[0]?.end()
    await settled()
    expect(groups.map(group => group.words)).toEqual([['one'], ['two', 'three']])
    groups[1]?.end()
    expect(await Promise.all(answers)).toEqual(['ONE', 'TWO', 'THREE'])
  })

  it('[D5.6] limits the size of a group and never puts two items with the same key into it', async () => {
    const { add, groups } = openWords({ size: 2 })
    void ['first', 'same', 'same', 'other', 'last'].map(add)
    for (let group = 0; group < 4; group += 1) {
      groups[group]?.end()
      await settled()
    }
    expect(groups.map(group => group.words)).toEqual([['first'], ['same', 'other'], ['same', 'last']])
  })

  it('[D5.6] runs another group while one waits', () => {
    const { add, groups } = openWords({ concurrency: 2 })
    void ['first', 'second', 'later'].map(add)
    expect(groups.map(group => group.words)).toEqual([['first'], ['second']])
  })

  it('[D5.6] runs the items of a failed group one by one', async () => {
    const { add, groups } = openWords()
    void add('first')
    const answers = Promise.allSettled(['good', 'bad'].map(add))
    groups[0]?.end()
    await settled()
    groups[1]?.fail()
    await settled()
    groups[2]?.end()
    await settled()
    groups[3]?.fail()
    expect((await answers).map(answer => answer.status)).toEqual(['fulfilled', 'rejected'])
    expect(groups.slice(2).map(group => group.words)).toEqual([['good'], ['bad']])
  })

  it('[S-40] fails all items of a group at once during a database outage', async () => {
    const { add, groups } = openWords()
    void add('first')
    const answers = Promise.allSettled(['one', 'two', 'three'].map(add))
    groups[0]?.end()
    await settled()
    groups[1]?.fail(Object.assign(new Error(), { code: 'ECONNREFUSED' }))
    expect((await answers).map(answer => answer.status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(groups).toHaveLength(2)
  })
})
