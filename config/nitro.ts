import type { NitroConfig } from 'nitropack'

export const nitro: NitroConfig = {
  experimental: { websocket: true },
}
