import fc from 'fast-check'
import type { Message } from '#shared/types.ts'
import type { ServerCall } from './simulated-server.ts'
import type { Tab } from './tab.ts'
import { calm, stormy } from './network.ts'
import type { World } from './world.ts'
import { conversations, people } from './world.ts'

/** How often each kind of step comes, relative to the others. */
const weights = {
  send: 30, open: 12, scroll: 6, read: 8, unread: 4, reply: 8, react: 8, ask: 5, vote: 9, close: 4, edit: 10, remove: 6, undelete: 3, rename: 2, archive: 1, configure: 3, role: 4,
  drop: 4, offline: 4, sleep: 3, reload: 4, storm: 8, cutBus: 4, mute: 3, restart: 2, leave: 2, join: 4, backUp: 1, restore: 1,
}

export type StepKind = keyof typeof weights

/** One thing that happens, to a tab and a conversation, then a pause (ms). Some last a while (ms). */
export interface Step {
  kind: StepKind
  tab: number
  conversation: number
  pause: number
  lasts: number
}

/**
 * Steps that are nobody's trouble: everything arrives, only later or sooner. No read markers: they
 * take no number in the log, so a head or a deletion that crosses one may be counted wrongly until
 * the heartbeat repairs that.
 */
const harmless: readonly StepKind[] = ['send', 'open', 'scroll', 'reply', 'react', 'ask', 'vote', 'close', 'edit', 'remove', 'rename', 'configure', 'role']

/** Runs of steps, from harmless to wild; fast-check shrinks them to the few that matter. */
export const runs = runsOf(Object.keys(weights) as StepKind[])
export const calmRuns = runsOf(harmless)

function runsOf(kinds: readonly StepKind[]): fc.Arbitrary<Step[]> {
  return fc.array(fc.record<Step>({
    kind: fc.oneof(...kinds.map(kind => ({ weight: weights[kind], arbitrary: fc.constant(kind) }))),
    tab: fc.nat(4),
    conversation: fc.nat(1),
    // Mostly so short that one step meets what the steps before it set going.
    pause: fc.oneof({ weight: 3, arbitrary: fc.nat(80) }, { weight: 1, arbitrary: fc.nat(1_500) }),
    lasts: fc.nat(8_000),
  }), { minLength: 1, maxLength: 60, size: 'max' })
}

/** Does it, and lets the pause pass. */
export async function take(world: World, step: Step): Promise<void> {
  const tab = world.tabs[step.tab]
  const conversationId = conversations[step.conversation]?.id
  if (tab && conversationId) await steps[step.kind]({ world, tab, conversationId, step })
  await world.clock.pass(step.pause)
}

interface Scene {
  world: World
  tab: Tab
  conversationId: string
  step: Step
}

const roles = ['member', 'admin', 'owner'] as const

function pick<Item>(items: readonly Item[], number: number): Item | undefined {
  return items[number % items.length]
}

const steps: Record<StepKind, (scene: Scene) => void | Promise<void>> = {
  send: ({ world, tab, conversationId }) => {
    if (tab.canAct()) tab.send(conversationId, `at ${world.clock.now()}`)
  },
  reply: async (scene) => {
    const { world, tab, conversationId } = scene
    const parent = await recentMessage(scene, () => true)
    if (parent && tab.canAct()) tab.send(conversationId, `answered at ${world.clock.now()}`, { parentId: parent.id })
  },
  react,
  ask: ({ world, tab, conversationId, step: { lasts } }) => {
    const poll = { multiple: lasts % 2 === 0, anonymous: lasts % 3 === 0, closesAt: null, options: ['Rye', 'Wheat', 'Spelt'] }
    if (tab.canAct()) tab.send(conversationId, `asked at ${world.clock.now()}`, { poll })
  },
  vote: async (scene) => {
    const { step: { lasts } } = scene
    const asked = await recentMessage(scene, ({ poll }) => poll !== null)
    // One answer, none, or as many as a single choice does not allow.
    const options = [[lasts % 3], [], [0, 1 + lasts % 2]][Math.floor(lasts / 3) % 3]
    if (asked) await say(scene, 'vote', { id: asked.id, options })
  },
  close: async (scene) => {
    const asked = await recentMessage(scene, ({ poll, authorId }) => poll !== null && authorId === scene.tab.browser.userId)
    if (asked) await say(scene, 'closePoll', { id: asked.id })
  },
  open: ({ tab, conversationId }) => void (tab.canAct() && tab.open(conversationId)),
  scroll: ({ tab, step }) => void (tab.canAct() && tab.scroll(step.lasts % 2 ? 'loadEarlier' : 'loadLater')),
  read: ({ world, tab, conversationId }) => void (tab.canAct() && tab.read(conversationId, 0.5 + world.random() / 2)),
  unread: ({ world, tab, conversationId }) => void (tab.canAct() && tab.unread(conversationId, world.random())),
  edit: scene => changeOwn(scene, 'editMessage'),
  remove: scene => changeOwn(scene, 'deleteMessage'),
  undelete: scene => changeOwn(scene, 'restoreMessage'),
  rename: scene => updateHead(scene, { title: `Title ${scene.step.lasts}` }),
  archive: scene => updateHead(scene, { status: scene.step.lasts % 4 === 0 ? 'archived' : 'active' }),
  configure: scene => updateHead(scene, { topic: `Topic ${scene.step.lasts}`, whoPosts: scene.step.lasts % 4 === 0 ? 'admins' : 'everyone' }, 'updateSettings'),
  role: scene => say(scene, 'updateParticipant', { userId: pick(Object.values(people), scene.step.lasts), role: pick(roles, Math.floor(scene.step.lasts / 3)) }),
  drop: ({ tab }) => tab.drop(),
  offline: ({ world, tab, step }) => {
    if (!tab.canAct()) return
    tab.setOnline(false)
    world.clock.set(() => tab.setOnline(true), step.lasts)
  },
  sleep: ({ world, tab, step }) => {
    if (!tab.canAct()) return
    tab.sleep()
    world.clock.set(tab.wake, step.lasts * 10)
  },
  reload: ({ world, step }) => world.reload(step.tab),
  storm: ({ world, step }) => lasting(world, step, () => world.network.setWeather(stormy), () => world.network.setWeather(calm)),
  cutBus: ({ world, step }) => lasting(world, step, () => world.server.cutBus(true), () => world.server.cutBus(false)),
  mute: ({ world, tab, step }) => lasting(world, step, () => world.server.mute(tab.node, true), () => world.server.mute(tab.node, false)),
  restart: ({ world, tab }) => {
    world.server.restart(tab.node)
    world.network.cut(tab.node)
  },
  leave: scene => say(scene, 'leaveConversation'),
  join: scene => say(scene, 'join'),
  backUp: ({ world }) => world.server.backUp(),
  restore: async ({ world }) => {
    const before = await world.server.stored()
    if (!world.server.restore()) return
    for (let node = 0; node < world.server.nodes; node += 1) world.network.cut(node)
    const after = new Set((await world.server.stored()).map(({ id }) => id))
    for (const { id } of before) if (!after.has(id)) world.takenBack.add(id)
  },
}

function lasting(world: World, { lasts }: Step, begin: () => void, end: () => void): void {
  begin()
  world.clock.set(end, lasts)
}

/** A user acts from elsewhere: tabs learn of it only over the wire. */
async function say({ world, tab, conversationId }: Scene, operation: string, body: Record<string, unknown> = {}): Promise<void> {
  const call: ServerCall = { node: tab.node, userId: tab.browser.userId, operation, params: { conversationId }, query: {}, body }
  // A former participant cannot act here.
  await Promise.allSettled([world.server.call(call)])
}

/** How far back messages are still changed: those that others are just loading. */
const RECENT = 8

async function recentMessage({ world, conversationId, step }: Scene, isWanted: (message: Message) => boolean): Promise<Message | undefined> {
  const candidates = (await world.server.stored()).filter(message => message.conversationId === conversationId && isWanted(message))
  return candidates.at(-1 - step.lasts % Math.max(1, Math.min(candidates.length, RECENT)))
}

async function changeOwn(scene: Scene, operation: string): Promise<void> {
  const message = await recentMessage(scene, ({ authorId }) => authorId === scene.tab.browser.userId)
  if (message) await say(scene, operation, { id: message.id, body: `edited at ${scene.world.clock.now()}` })
}

const emojis = ['👍', '🎉', '👀'] as const

/** Gives a reaction, or takes one of one's own back. */
async function react(scene: Scene): Promise<void> {
  const { tab: { browser: { userId } }, step: { lasts } } = scene
  const given = ({ reactions }: Message) => reactions.find(reaction => reaction.userIds.includes(userId))?.emoji
  const liked = lasts % 2 === 0 ? await recentMessage(scene, message => given(message) !== undefined) : undefined
  if (liked) return await say(scene, 'removeReaction', { id: liked.id, emoji: given(liked) })
  const message = await recentMessage(scene, () => true)
  if (message) await say(scene, 'addReaction', { id: message.id, emoji: pick(emojis, lasts) })
}

/** A command of the tab's own, whose answer shows at once but moves no cursor. */
function updateHead({ tab, conversationId }: Scene, body: object, operation: 'updateConversation' | 'updateSettings' = 'updateConversation'): void {
  if (!tab.canAct()) return
  void tab.request(operation, { params: { conversationId }, body }).then(tab.store.applyHead, () => tab.store.list)
}
