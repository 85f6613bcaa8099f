import { createPinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { createDrafts } from '#client/drafts/local-drafts.ts'
import { useDraftsStore } from '../../../stores/drafts.ts'
import { createStorage } from '../../helpers/browser-storage.ts'
import { maya, sam, shop } from '../../helpers/bakery.ts'
import { createScene } from '../../helpers/vue/scene.ts'

function openPage(storage: Storage, userId = maya) {
  const scene = createScene()
  const store = useDraftsStore(createPinia())
  return { ...scene, store, drafts: createDrafts({ store, storage, timers: scene.timers, me: () => userId }) }
}

describe('drafts', () => {
  it('are kept when the writer pauses, and come back after a reload', async () => {
    const storage = createStorage()
    const setItem = vi.spyOn(storage, 'setItem')
    const { drafts, clock } = openPage(storage)
    for (const text of ['D', 'De', 'Dear Sam']) drafts.write(shop, text)
    expect(setItem).not.toHaveBeenCalled()
    await clock.pass(400)
    expect(setItem).toHaveBeenCalledOnce()
    const reloaded = openPage(storage)
    reloaded.drafts.restore()
    expect(reloaded.store.of(shop)).toBe('Dear Sam')
  })

  it('are kept at once when the page goes away, and forgotten when they were sent', async () => {
    const storage = createStorage()
    const { drafts } = openPage(storage)
    drafts.write(shop, 'Dear Sam')
    drafts.flush()
    expect(storage.length).toBe(1)
    drafts.write(shop, '')
    drafts.flush()
    expect(storage.length).toBe(0)
  })

  it('come back before what was written while they were not there yet', async () => {
    const storage = createStorage()
    const before = openPage(storage)
    before.drafts.write(shop, 'Dear Sam,')
    before.drafts.flush()
    const { drafts, store } = openPage(storage)
    drafts.write(shop, 'the rolls are ready')
    drafts.write('elsewhere', 'Hello')
    drafts.restore()
    expect([store.of(shop), store.of('elsewhere')]).toEqual(['Dear Sam,\nthe rolls are ready', 'Hello'])
  })

  it('[S-25] are shown to nobody else, and gone after sign-out', async () => {
    const storage = createStorage(new Map([['theme', 'dark']]))
    const ofMaya = openPage(storage)
    ofMaya.drafts.write(shop, 'Dear Sam')
    ofMaya.drafts.flush()
    const ofSam = openPage(storage, sam)
    ofSam.drafts.restore()
    expect([ofSam.store.of(shop), storage.length]).toEqual(['', 1])
    ofSam.drafts.write(shop, 'Dear Maya')
    ofSam.drafts.flush()
    ofSam.drafts.write(shop, 'Dear Maya, ')
    ofSam.drafts.clear()
    await ofSam.clock.pass(1_000)
    expect([ofSam.store.of(shop), storage.length, storage.getItem('theme')]).toEqual(['', 1, 'dark'])
  })

  it('live as long as the page where the device has no room', () => {
    const storage = createStorage()
    vi.spyOn(storage, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    const { drafts, store } = openPage(storage)
    drafts.write(shop, 'Dear Sam')
    drafts.flush()
    expect(store.of(shop)).toBe('Dear Sam')
  })
})
