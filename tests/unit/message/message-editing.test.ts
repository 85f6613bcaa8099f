import { nextTick, ref } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readFailure } from '#client/api/failure.ts'
import { useMessageEditing } from '../../../composables/message/useMessageEditing.ts'
import { defaultSettings } from '../../../shared/conversation-settings.ts'
import { maya, message, openStores, sam, shop } from '../../helpers/bakery.ts'
import { lost, refused } from '../../helpers/vue/scene.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

const own = message(2, { authorId: maya, body: 'Rye on Sunday', version: 4 })
const forwarded = message(5, { authorId: maya, forwardedFromId: message(1).id })
const messages = [message(1), own, message(3, { authorId: maya, body: '', deletedAt: own.createdAt }), message(4), forwarded]

/** What outlives a composer. */
const openTab = () => ({ store: openStores().store, waiting: ref([]) })

/** Maya's composer, in which a draft waits; `edit` is what the server says to a new text. */
function openComposer(edit: () => Promise<unknown> = async () => undefined, { connection = 'live', isOpen = true, draftKey = shop, tab = openTab() } = {}) {
  const draft = ref('Not finished ye')
  const commands = { edit: vi.fn(edit) }
  const state = ref(connection)
  const globals = { readFailure, useConversationsStore: () => tab.store, useMessageCommands: () => commands, useConnection: () => ({ state }), useState: () => tab.waiting }
  const mentions = { nameOf: () => '', choices: ref([]), settings: defaultSettings }
  const { result, scope } = mounted(globals, () => useMessageEditing({
    draftKey, messages: () => messages, isOpen: () => isOpen, mentions: mentions as never, draft, focus: vi.fn(),
  }))
  return { ...result, commands, draft, state, tab, scope }
}

describe('editing in the composer', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[R-056] takes up one\'s own latest message, and gives the draft back untouched', async () => {
    const { editLast, text, editing, save, commands, draft } = openComposer()
    editLast()
    expect([editing.value?.id, text.value]).toEqual([own.id, 'Rye on Sunday'])
    text.value = 'Rye on Monday'
    await save('Rye on Monday')
    expect(commands.edit).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: own.id, version: 4 }), 'Rye on Monday')
    expect([editing.value, text.value, draft.value]).toEqual([undefined, 'Not finished ye', 'Not finished ye'])
    text.value = 'Not finished yet'
    expect(draft.value).toBe('Not finished yet')
  })

  it('[R-056] nothing is asked of the server for the same text, nor without a message', async () => {
    const { edit, save, editing, commands } = openComposer()
    await save('lost words')
    edit(own)
    await save('Rye on Sunday')
    expect([commands.edit.mock.calls, editing.value]).toEqual([[], undefined])
  })

  it.each([
    ['the connection breaks', lost(), 'network'],
    ['it is refused', refused('forbidden'), 'forbidden'],
  ])('[T-27] the text is back in the composer, with the reason, when %s', async (_, error, code) => {
    const { edit, save, editing, failure, draft, cancel } = openComposer(() => Promise.reject(error))
    edit(own)
    await save('Rye on Monday')
    expect([editing.value, failure.value?.code, draft.value]).toEqual([expect.objectContaining({ text: 'Rye on Monday', before: 'Rye on Sunday' }), code, 'Not finished ye'])
    cancel()
    expect([editing.value, failure.value]).toEqual([undefined, undefined])
  })

  it('[T-27] without a connection it is not even sent, and nothing typed is lost', async () => {
    const { edit, save, editing, failure, commands } = openComposer(undefined, { connection: 'offline' })
    edit(own)
    await save('Rye on Monday')
    expect([editing.value?.text, failure.value?.code, commands.edit.mock.calls]).toEqual(['Rye on Monday', 'network', []])
  })

  it('[T-27] while an edit is under way no other begins, for its text may come back', async () => {
    const answer = Promise.withResolvers<undefined>()
    const { edit, save, editing } = openComposer(() => answer.promise)
    edit(own)
    const saving = save('Rye on Monday')
    edit({ ...own, id: 'another' })
    expect(editing.value).toBeUndefined()
    answer.resolve(undefined)
    await saving
    edit({ ...own, id: 'another' })
    expect(editing.value?.id).toBe('another')
  })

  it('[R-056] does not begin where nothing can be changed, nor over an edit that is open', async () => {
    const closed = openComposer(undefined, { isOpen: false })
    closed.editLast()
    expect(closed.editing.value).toBeUndefined()
    const { edit, editLast, editing } = openComposer()
    edit({ ...own, id: 'another' })
    editLast()
    expect(editing.value?.id).toBe('another')
  })
})

describe('two people who edit at once', () => {
  afterEach(() => vi.unstubAllGlobals())
  const theirs = { ...own, version: 5, body: 'Rye on Saturday' }

  async function openConflict() {
    const answers = [() => Promise.reject(refused('edit_conflict', { current: theirs }))]
    const composer = openComposer(() => answers.shift()?.() ?? Promise.resolve())
    composer.edit(own)
    await composer.save('Rye on Monday')
    return composer
  }

  it('[R-059] both texts wait for a choice', async () => {
    const { conflict, editing } = await openConflict()
    expect([conflict.value, editing.value]).toEqual([expect.objectContaining({ mine: 'Rye on Monday', theirs: 'Rye on Saturday' }), undefined])
  })

  it('[R-059] one\'s own is sent against the version that one has seen now', async () => {
    const { resolve, conflict, commands } = await openConflict()
    await resolve('Rye on Monday')
    expect(commands.edit).toHaveBeenLastCalledWith(expect.objectContaining({ version: 5, before: 'Rye on Saturday' }), 'Rye on Monday')
    expect(conflict.value).toBeUndefined()
  })

  it('[R-059] the other\'s needs nothing of the server, and one may go on writing instead', async () => {
    const first = await openConflict()
    await first.resolve('Rye on Saturday')
    expect([first.commands.edit.mock.calls.length, first.editing.value]).toEqual([1, undefined])
    const second = await openConflict()
    await second.resolve()
    await nextTick()
    expect(second.editing.value).toMatchObject({ text: 'Rye on Monday', version: 5 })
    await second.resolve('nothing to end')
    expect(second.editing.value?.text).toBe('Rye on Monday')
  })
})

describe('an edit that is refused after its writer has left', () => {
  afterEach(() => vi.unstubAllGlobals())

  /** Maya saves and is gone; then the server says what `answer` is called with. */
  function leave(tab = openTab()) {
    const { promise, reject } = Promise.withResolvers<undefined>()
    const composer = openComposer(() => promise, { tab })
    composer.edit(own)
    const saving = composer.save('Rye on Monday')
    composer.scope.stop()
    return { tab, answer: (error: Error) => (reject(error), saving) }
  }

  it('[T-27] is back with its reason, once, where it was written and nowhere else', async () => {
    const { tab, answer } = leave()
    await answer(lost())
    expect(openComposer(undefined, { tab, draftKey: 'another-conversation' }).editing.value).toBeUndefined()
    const { editing, failure, text } = openComposer(undefined, { tab })
    expect([editing.value?.id, failure.value?.code, text.value]).toEqual([own.id, 'network', 'Rye on Monday'])
    expect(openComposer(undefined, { tab }).editing.value).toBeUndefined()
  })

  it('[R-059] waits with the other\'s text for a choice', async () => {
    const { tab, answer } = leave()
    await answer(refused('edit_conflict', { current: { ...own, version: 5, body: 'Rye on Saturday' } }))
    expect(openComposer(undefined, { tab }).conflict.value).toMatchObject({ mine: 'Rye on Monday', theirs: 'Rye on Saturday' })
  })

  it('[T-27] comes after whatever is edited by then, one after the other', async () => {
    const tab = openTab()
    const [first, second] = [leave(tab), leave(tab)]
    const { edit, save, editing, failure, cancel } = openComposer(undefined, { tab })
    edit({ ...own, id: 'another' })
    await first.answer(lost())
    await second.answer(refused('forbidden'))
    expect(editing.value?.id).toBe('another')
    await save('Another text')
    expect([editing.value?.id, failure.value?.code]).toEqual([own.id, 'network'])
    cancel()
    expect(failure.value?.code).toBe('forbidden')
    cancel()
    expect([editing.value, failure.value]).toEqual([undefined, undefined])
  })

  it('[R-059] comes after a conflict that is chosen in by then', async () => {
    const tab = openTab()
    const { answer } = leave(tab)
    const { edit, save, editing, resolve } = openComposer(() => Promise.reject(refused('edit_conflict', { current: { ...own, id: 'another' } })), { tab })
    edit({ ...own, id: 'another' })
    await save('Another text')
    await answer(lost())
    await resolve()
    expect([editing.value?.id, editing.value?.text]).toEqual(['another', 'Another text'])
  })

  it('[S-25] is nobody else\'s', async () => {
    const { tab, answer } = leave()
    tab.store.beginSession(sam)
    await answer(lost())
    const { editing } = openComposer(undefined, { tab })
    expect(editing.value).toBeUndefined()
    tab.store.beginSession(maya)
    expect(editing.value?.id).toBe(own.id)
  })
})
