import { createPinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import type { Draft } from '#shared/types.ts'
import { createDraftSync } from '#client/drafts/draft-sync.ts'
import { createDrafts } from '#client/drafts/local-drafts.ts'
import { createRecentEmoji } from '#client/features/recent-emoji.ts'
import { useDraftsStore } from '../../../stores/drafts.ts'
import { createStorage } from '../../helpers/browser-storage.ts'
import { maya, sam, shop } from '../../helpers/bakery.ts'
import { createScene, fail, lost, refused } from '../../helpers/vue/scene.ts'

const draft = (body: string, minute: number): Draft => ({ conversationId: shop, rootId: null, body, writtenAt: `2031-03-04T10:0${minute}:00.000Z` })

/** A device whose person may change, and which tells the server of nothing by itself. */
function openDevice(storage = createStorage()) {
  const scene = createScene({ listDrafts: () => [] })
  const store = useDraftsStore(createPinia())
  const person = { id: maya }
  const ports = { store, storage, timers: scene.timers, me: () => person.id }
  const drafts = createDrafts(ports)
  const sync = createDraftSync({ ...ports, request: scene.request, show: drafts.show })
  const write = (text: string) => {
    drafts.write(shop, text)
    sync.written(shop)
  }
  /** What the next page of this browser knows that the server has. */
  const told = (userId = maya) => JSON.parse(storage.getItem(`parley-draft-told:${userId}:${shop}`) ?? '{}') as Partial<Draft>
  return { ...scene, store, storage, person, drafts, sync, write, told, text: () => store.of(shop) }
}

describe('drafts when much happens at once', () => {
  it('an answer that comes after a newer text from another device takes nothing back', async () => {
    const { answers, sync, write, text, clock, told } = openDevice()
    answers.saveDraft = () => {
      sync.receive(draft('Dear Lena', 5))
      return draft('Dear Sam', 3)
    }
    write('Dear Sam')
    await clock.pass(1_500)
    expect([text(), told().writtenAt]).toEqual(['Dear Lena', draft('', 5).writtenAt])
  })

  it.each([
    ['before its answer', () => draft('Dear Sam', 3)],
    ['and the answer was lost', () => fail(lost())],
  ])('[E-05] what was sent meanwhile does not come back with the event of its own draft, %s', async (_, answer) => {
    const { answers, sync, write, text, clock, told } = openDevice()
    const answered = Promise.withResolvers<undefined>()
    const bodies: unknown[] = []
    answers.saveDraft = async ({ body }) => {
      bodies.push(body.body)
      if (bodies.length > 1) return draft('', 4)
      await answered.promise
      return answer()
    }
    write('Dear Sam')
    await clock.pass(1_500)
    write('')
    sync.receive(draft('Dear Sam', 3))
    expect(text()).toBe('')
    answered.resolve(undefined)
    await clock.pass(1_500)
    expect([text(), bodies, told().body ?? '']).toEqual(['', ['Dear Sam', ''], ''])
  })

  it('[E-05] what was sent does not come back after an outage in which the server took its draft and could not say so', async () => {
    const { answers, sync, write, text, clock } = openDevice()
    answers.saveDraft = () => fail(lost())
    write('Dear Sam')
    await clock.pass(1_500)
    write('')
    await clock.pass(1_500)
    const told: unknown[] = []
    answers.saveDraft = ({ body }) => (told.push(body.body), draft('', 4))
    answers.listDrafts = () => [draft('Dear Sam', 3)]
    await sync.refresh()
    expect([text(), told]).toEqual(['', ['']])
  })

  it('[E-05] a text typed during a slow request is saved after it, with a later time', async () => {
    const { answers, write, clock } = openDevice()
    const answered = Promise.withResolvers<undefined>()
    const told: unknown[] = []
    answers.saveDraft = async ({ body }) => {
      told.push([body.body, body.age])
      if (told.length === 1) await answered.promise
      return draft(String(body.body), told.length)
    }
    write('Dear Sam')
    await clock.pass(1_500)
    write('')
    await clock.pass(60_000)
    expect(told).toEqual([['Dear Sam', 1_500]])
    answered.resolve(undefined)
    await clock.pass(1)
    await clock.pass(1_500)
    expect(told).toEqual([['Dear Sam', 1_500], ['', expect.toSatisfy((age: number) => age <= 1_500)]])
  })

  it('a text typed during a request stays when another device writes', async () => {
    const { answers, sync, write, text, clock } = openDevice()
    answers.saveDraft = () => {
      write('Dear Sam, dear Maya')
      sync.receive(draft('Dear Lena', 5))
      answers.saveDraft = () => draft('Dear Sam, dear Maya', 6)
      return draft('Dear Sam', 3)
    }
    write('Dear Sam')
    await clock.pass(1_500)
    expect(text()).toBe('Dear Sam, dear Maya')
  })

  it('a response or refusal after sign-out changes nothing for the next user', async () => {
    for (const answer of [() => draft('From elsewhere', 3), () => fail(refused('not_found'))]) {
      const { answers, person, sync, write, clock, told } = openDevice()
      answers.saveDraft = () => {
        sync.receive(draft('From another device', 4))
        person.id = sam
        return answer()
      }
      write('Dear Sam')
      await clock.pass(1_500)
      expect([told().body, told(sam)]).toEqual(['', {}])
      await sync.flush()
    }
  })

  it('a list that arrives after sign-out changes nothing for the next user', async () => {
    const { answers, person, sync, text } = openDevice()
    answers.listDrafts = () => {
      person.id = sam
      return [draft('Dear Sam', 3)]
    }
    expect([await sync.refresh(), text()]).toEqual([true, ''])
  })

  it('where the device has no room, the next page asks the server for everything again', async () => {
    const { storage, answers, write, clock, text } = openDevice()
    vi.spyOn(storage, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    answers.saveDraft = () => draft('Dear Sam', 3)
    write('Dear Sam')
    await clock.pass(1_500)
    expect([text(), storage.length]).toEqual(['Dear Sam', 0])
    const next = openDevice(storage)
    next.answers.listDrafts = () => [draft('Dear Sam', 3)]
    await next.sync.refresh()
    expect(next.text()).toBe('Dear Sam')
  })

  it('a page that opens while another tab signs out finds nothing, and nothing breaks', async () => {
    for (const gone of ['getItem', 'key'] as const) {
      const storage = createStorage(new Map([[`parley-draft:${maya}:${shop}`, 'Dear Sam'], [`parley-draft-told:${maya}:${shop}`, JSON.stringify(draft('Dear Sam', 3))]]))
      vi.spyOn(storage, gone).mockReturnValue(null)
      const { drafts, sync, text } = openDevice(storage)
      drafts.restore()
      expect([text(), await sync.refresh()]).toEqual(['', true])
    }
  })

  it('what could not be asked for takes nothing away, and says so', async () => {
    const { answers, sync, write, text } = openDevice()
    write('Dear Sam')
    answers.listDrafts = () => fail(lost())
    expect([await sync.refresh(), text()]).toEqual([false, 'Dear Sam'])
  })
})

describe('recently used emoji', () => {
  it('come the latest first, each once, and as many as two rows show', () => {
    const { add, list } = createRecentEmoji(createStorage())
    for (const emoji of ['🥐', '🍞', '🥐']) add(emoji)
    expect(list()).toEqual(['🥐', '🍞'])
    for (let count = 0; count < 20; count += 1) add(`emoji ${count}`.replace(' ', '-'))
    expect([list().length, list()[0]]).toEqual([16, 'emoji-19'])
  })

  it('are forgotten at sign-out, and where the device has no room', () => {
    const storage = createStorage()
    const { add, list, clear } = createRecentEmoji(storage)
    add('🥐')
    clear()
    expect(list()).toEqual([])
    add('🥐')
    vi.spyOn(storage, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    add('🍞')
    expect(list()).toEqual([])
  })
})
