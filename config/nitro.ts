import { fileURLToPath } from 'node:url'
import type { NitroConfig } from 'nitropack'

export const nitro: NitroConfig = {
  experimental: { websocket: true },
  plugins: [fileURLToPath(new URL('../server/nitro/share-runtime-config.ts', import.meta.url))],
}
