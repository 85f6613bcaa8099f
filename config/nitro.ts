import { fileURLToPath } from 'node:url'
import type { NitroConfig } from 'nitropack'
import { forCoverage } from './coverage'

export const nitro: NitroConfig = {
  // For older targets `a ?? b` becomes another kind of branch, at another place.
  ...(forCoverage && { esbuild: { options: { target: 'es2024' } } }),
  experimental: { websocket: true },
  // Before the plugins of all modules: they prepare what the modules would create for every request.
  plugins: ['share-runtime-config.ts', 'share-security-rules.ts'].map(name => fileURLToPath(new URL(`../server/nitro/${name}`, import.meta.url))),
}
