import { describe, expect, it } from 'vitest'
import type { Conversation } from '#shared/types.ts'
import { sectionConversations } from '../../../composables/conversations/conversationSections.ts'
import { tabTitle } from '../../../composables/conversations/tabTitle.ts'

const conversation = (id: string, change: Partial<Conversation>) => ({
  id, type: 'group', status: 'active', projectId: null, title: null, ...change,
}) as Conversation

const harbor = 'harbor-website'
const conversations = [
  conversation('maya', { type: 'direct' }),
  conversation('launch', { projectId: harbor }),
  conversation('notes', { type: 'self' }),
  conversation('campaign', { projectId: harbor, status: 'archived' }),
  conversation('copy', { projectId: harbor }),
  conversation('suppliers', {}),
  conversation('former', { projectId: 'a project that was left' }),
]

describe('the sections of the conversation list', () => {
  it('[R-039] groups stand under their project, notes first, the archive last, each as it came', () => {
    expect(sectionConversations(conversations, [harbor])).toEqual([
      { key: 'self', conversationIds: ['notes'] },
      { key: harbor, projectId: harbor, conversationIds: ['launch', 'copy'] },
      { key: 'direct', conversationIds: ['maya'] },
      { key: 'other', conversationIds: ['suppliers'] },
      { key: 'a project that was left', conversationIds: ['former'] },
      { key: 'archived', conversationIds: ['campaign'] },
    ])
  })

  it('[R-039] what is empty is not there', () => {
    expect(sectionConversations([], [harbor])).toEqual([])
  })
})

describe('the title of the tab', () => {
  it('[R-134] says how much is new before it says where', () => {
    expect(tabTitle(3, 'Website')).toBe('(3) Website · Parley')
    expect(tabTitle(0, 'Website')).toBe('Website · Parley')
    expect(tabTitle(0, undefined)).toBe('Parley')
  })
})
