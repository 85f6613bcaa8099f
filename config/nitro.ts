import { fileURLToPath } from 'node:url'
import type { NitroConfig } from 'nitropack'

export const nitro: NitroConfig = {
  experimental: { websocket: true },
  // Before those of all modules: they prepare what the modules would make anew for every request.
  plugins: ['share-runtime-config.ts', 'share-security-rules.ts'].map(name => fileURLToPath(new URL(`../server/nitro/${name}`, import.meta.url))),
}
