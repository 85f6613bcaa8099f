import { PAGE_DEFAULT } from '#shared/limits.ts'
import type { Conversation, ConversationSettings, SettingsVersion } from '#shared/types.ts'

/** All settings as values of a form. */
export type SettingsForm = ConversationSettings & { title: string }

/** The settings of a conversation as one form, and their history. */
export function useConversationSettings(conversation: () => Conversation) {
  const store = useConversationsStore()
  const { request } = useApi()
  const { busy, failure, attempt } = useAttempt()
  const versions = shallowRef<SettingsVersion[]>()
  const params = { conversationId: conversation().id }

  let shown = formOf(conversation())
  const form = reactive({ ...shown })
  const changes = computed(() => changedFields(formOf(conversation()), form))

  // Changes by others appear in unchanged fields, and the old values are not sent back.
  watch(() => formOf(conversation()), (current) => {
    const mine = changedFields(shown, form)
    shown = current
    Object.assign(form, current, mine)
  }, { flush: 'sync' })

  const take = (command: () => Promise<Conversation>) => attempt(async () => {
    const head = await command()
    store.applyHead(head)
    shown = formOf(head)
    Object.assign(form, shown)
    versions.value = undefined
  })

  return {
    form,
    changed: computed(() => Object.keys(changes.value).length > 0),
    versions,
    busy,
    failure,
    /** Saves the changed fields. Fields that others changed meanwhile keep their values. */
    save: () => take(() => request('updateSettings', { params, body: changes.value })),
    loadVersions: () => attempt(async () => versions.value = await request('listSettingsVersions', { params, query: { limit: PAGE_DEFAULT } })),
    /** Versions count from 1. */
    hasEarlier: computed(() => (versions.value?.at(-1)?.version ?? 1) > 1),
    loadEarlier: () => attempt(async () => {
      const loaded = versions.value ?? []
      versions.value = [...loaded, ...await request('listSettingsVersions', { params, query: { limit: PAGE_DEFAULT, before: loaded.at(-1)?.version } })]
    }),
    restore: (version: number) => take(() => request('restoreSettings', { params, body: { version } })),
  }
}

function formOf({ title, settings }: Conversation): SettingsForm {
  return { ...settings, title: title ?? '' }
}

/** The fields of the form that differ from the conversation. */
export function changedFields(current: SettingsForm, wanted: SettingsForm): Partial<SettingsForm> {
  const fields = Object.keys(current) as (keyof SettingsForm)[]
  return Object.fromEntries(fields
    .filter(field => JSON.stringify(tidy(wanted[field])) !== JSON.stringify(current[field]))
    .map(field => [field, tidy(wanted[field])]))
}

function tidy<Value>(value: Value): Value | string {
  return typeof value === 'string' ? value.trim() : value
}
