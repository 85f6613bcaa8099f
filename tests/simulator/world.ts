import type { SimulatedBrowser } from './device.ts'
import { createBrowser } from './device.ts'
import type { Mistake } from './mistakes.ts'
import type { ModelServerOptions } from './model-server.ts'
import { createModelServer } from './model-server.ts'
import type { Network } from './network.ts'
import { createNetwork } from './network.ts'
import { createRandom } from './random.ts'
import type { SimulatedServer } from './simulated-server.ts'
import type { Tab } from './tab.ts'
import { createTab } from './tab.ts'
import type { VirtualClock } from './virtual-clock.ts'
import { createClock } from './virtual-clock.ts'

/** The studio Harbor's Sam and Lena, and their client Maya, who writes from her desk and her phone. */
export const people = { maya: uuidOf(1), sam: uuidOf(2), lena: uuidOf(3) }
export const conversations = [
  { id: uuidOf(11), title: 'Bakery shop', userIds: [people.maya, people.sam, people.lena] },
  { id: uuidOf(12), title: 'Photos', userIds: [people.sam, people.maya] },
]

export interface WorldOptions {
  seed: number
  nodes: number
  mistake?: Mistake | undefined
  createServer?: (options: ModelServerOptions) => SimulatedServer
}

export interface World {
  clock: VirtualClock
  random: () => number
  server: SimulatedServer
  network: Network
  browsers: SimulatedBrowser[]
  tabs: Tab[]
  /** Closes a tab and opens it again, as it is after a reload. */
  reload(index: number): Promise<void>
  /** Messages that a restore from backup took back: nobody can promise them. */
  takenBack: Set<string>
}

export async function createWorld({ seed, nodes, mistake, createServer = createModelServer }: WorldOptions): Promise<World> {
  const clock = createClock()
  const random = createRandom(seed)
  const server = createServer({ clock, random, nodes, conversations, mistake })
  const network = createNetwork({ clock, random, server })
  const desk = createBrowser(people.maya)
  const browsers = [desk, createBrowser(people.maya), createBrowser(people.sam), createBrowser(people.lena)]
  // Two tabs of one browser share its outbox and its locks.
  const places = [desk, ...browsers]
  const openTab = (browser: SimulatedBrowser, index: number) => createTab({ clock, random, server, network, browser, node: index % nodes, mistake })
  const tabs = places.map(openTab)
  await Promise.all(tabs.map(tab => tab.begin()))

  async function reload(index: number): Promise<void> {
    const old = tabs[index]
    if (!old) return
    old.end()
    const fresh = openTab(old.browser, index)
    tabs[index] = fresh
    await fresh.begin()
  }

  return { clock, random, server, network, browsers, tabs, reload, takenBack: new Set() }
}

function uuidOf(number: number): string {
  return `0199c000-0000-7000-8000-${String(number).padStart(12, '0')}`
}
