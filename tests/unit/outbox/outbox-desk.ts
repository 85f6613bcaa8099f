import { createOutbox } from '#client/outbox/outbox.ts'
import { createBrowser } from '../../simulator/device.ts'
import { maya, message, openShop, shop } from '../../helpers/bakery.ts'
import { createScene } from '../../helpers/vue/scene.ts'

/** Maya's browser with one tab, and a server that stores what it gets. */
export function openDesk({ online = true } = {}) {
  const stored: string[] = []
  const scene = createScene({ sendMessage: ({ body }) => acknowledge(stored, String(body.id)) })
  const browser = createBrowser(maya)
  let isOnline = online
  const openTab = () => {
    const { store, outboxStore } = openShop(0)
    const tab = {}
    return { store, outboxStore, outbox: createOutbox({ store, outboxStore, ...scene, storage: browser.storage, lock: browser.lockFor(tab), isOnline: () => isOnline }) }
  }
  return { scene, browser, stored, openTab, goOnline: () => void (isOnline = true) }
}

/** What the server answers: each message once, in the order of arrival. */
export function acknowledge(stored: string[], id: string) {
  if (!stored.includes(id)) stored.push(id)
  return message(stored.indexOf(id) + 1, { id, authorId: maya })
}

export const draft = (id: string) => ({ id, conversationId: shop, body: `text of ${id}` })
/** What a tab shows of its outbox. */
export const states = ({ outboxStore }: ReturnType<ReturnType<typeof openDesk>['openTab']>) => outboxStore.entries.map(({ id, state }) => [id, state])
