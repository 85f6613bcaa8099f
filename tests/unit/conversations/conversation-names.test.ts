import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { useConversationNames } from '../../../composables/conversations/useConversationNames.ts'
import { useMentionNames } from '../../../composables/composer/useMentionNames.ts'
import { head, maya, openStores, participant, sam } from '../../helpers/bakery.ts'

describe('names', () => {
  beforeEach(() => {
    const { store } = openStores()
    vi.stubGlobal('useConversationsStore', () => store)
    vi.stubGlobal('useI18n', () => ({ t: (key: string) => key, locale: ref('en') }))
  })
  afterEach(() => vi.unstubAllGlobals())

  const withSam = (name: string) => head(1, { type: 'direct', title: null, participants: [participant(maya, 'Maya', 0), participant(sam, name, 0)] })

  it('[R-003] a deleted account is named in the reader\'s language, wherever its name stood', () => {
    const { nameOf, partnerOf, personName } = useConversationNames()
    expect(nameOf(withSam('Sam'))).toBe('Sam')
    expect(nameOf(withSam(''))).toBe('messaging.person.deleted')
    expect(nameOf({ ...withSam(''), type: 'group' })).toBe('messaging.person.deleted')
    expect(partnerOf(withSam(''))?.id).toBe(sam)
    expect(personName({ name: 'Sam' })).toBe('Sam')
  })

  it('a former participant has no name in the conversation', () => {
    const { nameIn } = useConversationNames()
    expect([nameIn(withSam('Sam'), sam), nameIn(withSam(''), sam), nameIn(withSam('Sam'), 'a stranger')]).toEqual(['Sam', 'messaging.person.deleted', 'messaging.person.former'])
  })

  it('a mention is called by its group, by who takes part, or by nobody\'s name', () => {
    vi.stubGlobal('useConversationNames', useConversationNames)
    const nameIn = useMentionNames()
    expect(['all', 'team', sam, 'a stranger'].map(nameIn(withSam('Sam')))).toEqual(['messaging.mention.all', 'messaging.mention.team', 'Sam', 'messaging.mention.someone'])
    expect(nameIn(undefined)(sam)).toBe('messaging.mention.someone')
  })

  it('a conversation is called by its title, its people, or that nobody else is left', () => {
    const { nameOf, partnerOf } = useConversationNames()
    expect(nameOf(head(1))).toBe('Bakery shop')
    expect(nameOf({ ...head(1), type: 'self' })).toBe('messaging.conversation.self')
    expect(nameOf(head(1, { title: null }))).toBe('Sam')
    expect(nameOf(head(1, { title: null, participants: [participant(maya, 'Maya', 0)] }))).toBe('messaging.person.former')
    expect(partnerOf(head(1))).toBeUndefined()
  })
})
