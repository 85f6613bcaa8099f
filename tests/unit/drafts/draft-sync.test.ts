import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { MESSAGE_MAX_LENGTH } from '#shared/limits.ts'
import type { Draft } from '#shared/types.ts'
import { createDraftSync } from '#client/drafts/draft-sync.ts'
import { createDrafts } from '#client/drafts/local-drafts.ts'
import { threadDraftKey } from '#client/drafts/draft-key.ts'
import { useDraftsStore } from '../../../stores/drafts.ts'
import { createStorage } from '../../helpers/browser-storage.ts'
import { maya, shop } from '../../helpers/bakery.ts'
import { createScene, fail, lost, refused } from '../../helpers/vue/scene.ts'

const PAUSE_MS = 1_500
/** The root of a thread. */
const blue = '0198e000-0000-7000-8000-00000000b10e'
const thread = threadDraftKey(blue)

/** What the server does with drafts (`server/domain/drafts`), and Maya's devices, all on one clock. */
function openWorld() {
  const kept = new Map<string, Draft>()
  const devices: { receive: (draft: Draft) => void, online: boolean }[] = []
  const scene = createScene()

  function save(rootId: string | null, { body, age }: { body: string, age: number }): Draft {
    const writtenAt = new Date(scene.clock.now() - age).toISOString()
    const current = kept.get(rootId ?? shop)
    if (current && current.writtenAt >= writtenAt) return current
    const draft = { conversationId: shop, rootId, body, writtenAt }
    kept.set(rootId ?? shop, draft)
    for (const device of devices) if (device.online) device.receive(draft)
    return draft
  }

  async function openDevice(storage = createStorage()) {
    const device = { online: true, receive: (draft: Draft) => sync.receive(draft) }
    const { request, answers, asked, timesAsked } = createScene({
      saveDraft: ({ body }) => device.online ? save(null, body as { body: string, age: number }) : fail(lost()),
      saveThreadDraft: ({ params, body }) => device.online ? save(params.messageId ?? '', body as { body: string, age: number }) : fail(lost()),
      listDrafts: () => device.online ? [...kept.values()].filter(({ body }) => body !== '') : fail(lost()),
    })
    const store = useDraftsStore(createPinia())
    const ports = { store, storage, timers: scene.timers, me: () => maya }
    const drafts = createDrafts({ ...ports, onWrite: id => sync.written(id) })
    const sync = createDraftSync({ ...ports, request, show: drafts.show })
    drafts.restore()
    devices.push(device)
    await sync.refresh()
    return {
      drafts, sync, storage, answers, asked, timesAsked,
      text: (place = shop) => store.of(place),
      write: (text: string, place = shop) => drafts.write(place, text),
      goOffline: () => device.online = false,
      comeBack: () => {
        device.online = true
        return sync.refresh()
      },
    }
  }
  return { kept, openDevice, pass: scene.clock.pass }
}

describe('drafts on several devices', () => {
  let world: ReturnType<typeof openWorld>
  beforeEach(() => {
    world = openWorld()
  })

  it('[E-05] what is written at the desk is on the phone after a pause, and gone there once it was sent', async () => {
    const [desk, phone] = [await world.openDevice(), await world.openDevice()]
    for (const text of ['D', 'De', 'Dear Sam']) desk.write(text)
    await world.pass(PAUSE_MS - 1)
    expect([phone.text(), desk.timesAsked('saveDraft')]).toEqual(['', 0])
    await world.pass(1)
    expect([phone.text(), desk.timesAsked('saveDraft')]).toEqual(['Dear Sam', 1])
    phone.write('')
    await world.pass(PAUSE_MS)
    expect(desk.text()).toBe('')
  })

  it('[E-05] a message that is written and sent without a pause tells nobody of a draft', async () => {
    const desk = await world.openDevice()
    desk.write('Yes')
    desk.write('')
    await world.pass(PAUSE_MS)
    expect(desk.timesAsked('saveDraft')).toBe(0)
  })

  it('[E-05] what is being typed is never overwritten, and wins as the newer one', async () => {
    const [desk, phone] = [await world.openDevice(), await world.openDevice()]
    desk.write('From the desk')
    await world.pass(PAUSE_MS - 500)
    phone.write('From the ph')
    await world.pass(500)
    expect([phone.text(), world.kept.get(shop)?.body]).toEqual(['From the ph', 'From the desk'])
    phone.write('From the phone')
    await world.pass(PAUSE_MS)
    expect([desk.text(), phone.text()]).toEqual(['From the phone', 'From the phone'])
  })

  it('[E-05] typing on while the answer is under way loses nothing', async () => {
    const desk = await world.openDevice()
    const save = desk.answers.saveDraft
    desk.answers.saveDraft = (input) => {
      const answer = save?.(input)
      desk.answers.saveDraft = save as never
      desk.write('Dear Sam, and Lena')
      return answer
    }
    desk.write('Dear Sam')
    await world.pass(PAUSE_MS)
    expect(desk.text()).toBe('Dear Sam, and Lena')
    await world.pass(PAUSE_MS)
    expect(world.kept.get(shop)?.body).toBe('Dear Sam, and Lena')
  })

  it('[E-05] written without a connection: the later text wins on return, the earlier one gives way', async () => {
    const [desk, phone] = [await world.openDevice(), await world.openDevice()]
    phone.goOffline()
    phone.write('On the train')
    await world.pass(60_000)
    desk.write('At the desk, later')
    await world.pass(PAUSE_MS)
    await phone.comeBack()
    expect([desk.text(), phone.text()]).toEqual(['At the desk, later', 'At the desk, later'])
    phone.goOffline()
    await world.pass(60_000)
    phone.write('On the train back')
    await world.pass(60_000)
    await phone.comeBack()
    expect([desk.text(), phone.text()]).toEqual(['On the train back', 'On the train back'])
  })

  it('[E-05] a reload without a connection keeps the text and its moment; one that was sent elsewhere meanwhile does not come back', async () => {
    const [desk, phone] = [await world.openDevice(), await world.openDevice()]
    desk.write('Half a sentence')
    await world.pass(PAUSE_MS)
    phone.goOffline()
    phone.write('Half a sentence more')
    phone.drafts.flush()
    await world.pass(60_000)
    desk.write('')
    await world.pass(PAUSE_MS)
    const reloaded = await world.openDevice(phone.storage)
    expect([reloaded.text(), desk.text(), world.kept.get(shop)?.body]).toEqual(['', '', ''])
  })

  it('[E-05] a stored draft that the server does not know is saved, and one deleted on the server is deleted here', async () => {
    const storage = createStorage(new Map([[`parley-draft:${maya}:${shop}`, 'From last week']]))
    const desk = await world.openDevice(storage)
    expect([desk.text(), world.kept.get(shop)?.body]).toEqual(['From last week', 'From last week'])
    desk.goOffline()
    world.kept.delete(shop)
    await desk.comeBack()
    expect(desk.text()).toBe('')
  })

  it('[E-05] two tabs of one browser show the same, and neither brings an older text back', async () => {
    const storage = createStorage()
    const [one, other] = [await world.openDevice(storage), await world.openDevice(storage)]
    one.write('Dear Sam')
    await world.pass(PAUSE_MS)
    expect(other.text()).toBe('Dear Sam')
    other.write('')
    await world.pass(PAUSE_MS)
    await Promise.all([one.comeBack(), other.comeBack()])
    expect([one.text(), other.text(), world.kept.get(shop)?.body]).toEqual(['', '', ''])
  })

  it('[E-05] a text of which nobody knows when it was written gives way to the one on the server', async () => {
    const desk = await world.openDevice()
    desk.write('Dear Sam')
    await world.pass(PAUSE_MS)
    const old = await world.openDevice(createStorage(new Map([[`parley-draft:${maya}:${shop}`, 'From last month']])))
    expect([old.text(), desk.text(), world.kept.get(shop)?.body]).toEqual(['Dear Sam', 'Dear Sam', 'Dear Sam'])
  })

  it('[E-05] [S-25] leaving the page tells at once, signing out leaves nothing on the device and everything on the server', async () => {
    const desk = await world.openDevice()
    desk.write('Dear Sam')
    void desk.sync.flush()
    expect(desk.asked).toHaveBeenLastCalledWith('saveDraft', expect.objectContaining({ keepalive: true }))
    await world.pass(0)
    desk.sync.stop()
    desk.drafts.clear()
    expect([desk.storage.length, world.kept.get(shop)?.body]).toEqual([0, 'Dear Sam'])
  })

  it('[E-05] what is begun in a thread follows, too, beside what is begun in its conversation', async () => {
    const [desk, phone] = [await world.openDevice(), await world.openDevice()]
    desk.write('The lighter one', thread)
    phone.write('Dear all')
    await world.pass(PAUSE_MS)
    expect([desk.text(), phone.text(thread)]).toEqual(['Dear all', 'The lighter one'])
    phone.goOffline()
    phone.write('The lighter one, on the train', thread)
    await world.pass(60_000)
    desk.write('The darker one', thread)
    await world.pass(PAUSE_MS)
    await phone.comeBack()
    expect([phone.text(thread), phone.text(), world.kept.get(blue)?.body]).toEqual(['The darker one', 'Dear all', 'The darker one'])
    phone.write('', thread)
    await world.pass(PAUSE_MS)
    expect([desk.text(thread), desk.text()]).toEqual(['', 'Dear all'])
    expect(phone.storage.getItem(`parley-draft-told:${maya}:${thread}`)).toBeNull()
  })

  it('[E-05] a stored draft of a thread that the server does not know is saved', async () => {
    await world.openDevice(createStorage(new Map([[`parley-draft:${maya}:${thread}`, 'From last week']])))
    expect(world.kept.get(blue)?.body).toBe('From last week')
  })

  it('[E-05] what is too long for a message, or refused, stays on this device', async () => {
    const desk = await world.openDevice()
    desk.write('x'.repeat(MESSAGE_MAX_LENGTH + 1))
    await world.pass(PAUSE_MS)
    expect(desk.timesAsked('saveDraft')).toBe(0)
    desk.answers.saveDraft = () => fail(refused('not_found'))
    desk.write('Dear Sam')
    await world.pass(PAUSE_MS)
    await desk.sync.refresh()
    expect(desk.timesAsked('saveDraft')).toBe(1)
  })
})
