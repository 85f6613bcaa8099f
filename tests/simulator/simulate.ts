import { calm } from './network.ts'
import type { Findings } from './oracle.ts'
import { compareStored, compareTabs } from './oracle.ts'
import type { Step } from './steps.ts'
import { take } from './steps.ts'
import type { Tab } from './tab.ts'
import type { World, WorldOptions } from './world.ts'
import { conversations, createWorld } from './world.ts'

/** Milliseconds after which the longest wait of anybody is over. */
const AFTERMATH_MS = 120_000
/** Milliseconds within which a lost broadcast is healed: the beacon's interval, the wait, two ways. */
const BEACON_WINDOW_MS = 6_000
/** Milliseconds after which what was said one by one is done, over slow ways, too. */
const LONGEST_WAYS_MS = 8_000
/** Milliseconds of three heartbeats: two to notice a drift, one to repair it. */
const HEARTBEATS_MS = 100_000

/**
 * Plays one run and returns what was found wrong after it. The same seed and steps give the same
 * run. When the steps are over all troubles end; then the broadcasts of some last messages are
 * lost, so that only the beacon can tell of them.
 */
export async function simulate(steps: readonly Step[], options: WorldOptions & { isCalm?: boolean }): Promise<Findings> {
  const world = await createWorld(options)
  await world.clock.pass(1_000)
  for (const step of steps) await take(world, step)
  endTroubles(world)
  await world.clock.pass(AFTERMATH_MS)
  const findings = await compareTabs(world, { withMarkers: true })
  if (options.isCalm) findings.push(...countRepairs(world))
  else findings.push(...await loseEachOnce(world))
  findings.push(...await compareStored(world))
  for (const tab of world.tabs) tab.end()
  return [...new Set(findings)]
}

/** One loss after the other, each with nothing to heal it but what was made for it. */
async function loseEachOnce(world: World): Promise<Findings> {
  await loseBroadcasts(world)
  await world.clock.pass(BEACON_WINDOW_MS)
  const findings = await compareTabs(world, { withMarkers: false })
  await loseMarkers(world)
  await world.clock.pass(HEARTBEATS_MS)
  return [...findings, ...await compareTabs(world, { withMarkers: true })]
}

/** Where nothing is lost, no count may drift: a repair would hide a mistake in the counting. */
function countRepairs({ tabs }: World): Findings {
  return tabs.flatMap(({ client }, index) => client.heads.repairs() > 0 ? [`tab ${index}: a count had to be repaired`] : [])
}

function endTroubles({ server, network, tabs }: World): void {
  network.setWeather(calm)
  server.cutBus(false)
  for (let node = 0; node < server.nodes; node += 1) server.mute(node, false)
  for (const tab of tabs) {
    tab.wake()
    tab.setOnline(true)
  }
}

/**
 * Redis is away for a moment: who is at the sender's node hears the message, the others do not.
 * In the second conversation a later message reaches everybody and shows the gap; in the first
 * nothing does but the beacon.
 */
async function loseBroadcasts({ server, clock, tabs }: World): Promise<void> {
  const [quiet, busy] = conversations
  tabs.forEach((tab, index) => openAtEnd(tab, (index % 2 ? busy : quiet)?.id ?? ''))
  await clock.pass(LONGEST_WAYS_MS)
  server.cutBus(true)
  for (const tab of tabs) for (const conversation of conversations) tab.send(conversation.id, `unheard of ${tab.browser.userId}`)
  await clock.pass(LONGEST_WAYS_MS)
  server.cutBus(false)
  for (const tab of tabs) if (busy) tab.send(busy.id, `heard of ${tab.browser.userId}`)
  await clock.pass(LONGEST_WAYS_MS)
}

/**
 * Maya reads at her desk, and her other devices do not hear of it. Read marks take no number in
 * the log: that one was lost shows in the heartbeat only.
 */
async function loseMarkers({ server, clock, tabs }: World): Promise<void> {
  server.cutBus(true)
  for (const { id } of conversations) tabs[0]?.read(id, 1)
  await clock.pass(LONGEST_WAYS_MS)
  server.cutBus(false)
}

function openAtEnd(tab: Tab, conversationId: string): void {
  tab.read(conversationId, 1)
  tab.open(conversationId)
}
