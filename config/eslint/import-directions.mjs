/**
 * Which room of the house may look into which (docs/architecture.md). One row is one set of files
 * with what it may not import; a file that several rows match obeys the last of them, so every
 * row is complete in itself.
 */

/** Forbids modules by a regular expression on what stands behind `from`. */
function no(regex, message, extra = {}) {
  return { regex, message, ...extra }
}

const layer = no('(^|/)layers/', 'The root never imports a layer.')
const server = no('^#server/|(^|/)server/', 'The browser never imports the server; both sides share names through #shared.')
const storage = no('^(pg|pg-boss|ioredis|@prisma/.*)$|generated/prisma', 'Only the server talks to the database.')
const edgeLibraries = no('^(h3|nitropack|crossws|#imports|#nitro)(/|$)', 'HTTP stays at the edge (server/api, server/utils).')
const socketServer = no('^(socket\\.io|@socket\\.io/.*|engine\\.io)(/|$)', 'server/websocket is the only folder that imports socket.io.')
const socketClient = no('^socket\\.io-client$', 'Only plugins and composables talk to the network.')
const vue = no('^(vue|pinia|vue-router|@vueuse/.*|#app|#components)(/|$)', 'Vue stays in the browser code.')
const stores = no('(^|/)stores/', 'client/ gets its stores through its ports: `import type` only.', { allowTypeImports: true })
const browserRooms = no('^(~|@|~~|@@|\\.\\.?)(/.*)?/(pages|layouts|components|composables|plugins)/', 'client/ is the last room before shared/.')
const contracts = no('^#shared/contracts/|^\\.?\\.?/?contracts/|^zod$', 'The browser loads no schema library: `import type` only.', { allowTypeImports: true })

/** A folder of browser code; `rooms` are the folders that stand before it in the chain. */
function browser(folder, { rooms = [], network = false } = {}) {
  const before = rooms.length === 0
    ? []
    : [no(`^(~|@|~~|@@|\\.\\.?)(/.*)?/(${rooms.join('|')})/`, 'pages → components → composables → stores → client → shared, never the other way.')]
  return {
    files: [`${folder}/**/*.{ts,vue}`],
    forbid: [layer, server, storage, edgeLibraries, socketServer, contracts, ...(network ? [] : [socketClient]), ...before],
    network,
  }
}

const edges = no('(^#server|^\\.\\.?(/.*)?)/(api|websocket|jobs|plugins|middleware|utils)/', 'The domain never imports the edges; it publishes through domain/events.ts.')

export const rooms = [
  { files: ['shared/**/*.ts'], forbid: [layer, server, storage, edgeLibraries, socketServer, socketClient, vue] },
  {
    files: ['shared/*.ts'],
    forbid: [layer, server, storage, edgeLibraries, socketServer, socketClient, vue, contracts],
  },

  browser('pages'),
  browser('layouts', { rooms: ['pages'] }),
  browser('middleware', { rooms: ['pages', 'components'], network: true }),
  browser('components', { rooms: ['pages', 'layouts'] }),
  browser('composables', { rooms: ['pages', 'layouts', 'components'], network: true }),
  browser('plugins', { rooms: ['pages', 'layouts', 'components'], network: true }),
  browser('stores', { rooms: ['pages', 'layouts', 'components', 'composables', 'plugins'] }),

  { files: ['client/**/*.ts'], forbid: [layer, server, storage, edgeLibraries, socketServer, socketClient, vue, contracts, stores, browserRooms] },

  { files: ['server/**/*.ts'], forbid: [layer, vue, socketServer, socketClient] },
  { files: ['server/websocket/**/*.ts'], forbid: [layer, vue, socketClient, no('(^#server|^\\.\\.?(/.*)?)/(api|jobs|plugins|middleware)/', 'An edge never imports another edge.')] },
  {
    files: ['server/jobs/**/*.ts'],
    forbid: [
      layer, vue, storage, edgeLibraries, socketServer, socketClient,
      no('(^#server|^\\.\\.?(/.*)?)/(api|websocket|plugins|middleware|utils)/', 'An edge never imports another edge.'),
      no('/infra/', 'A job calls one domain function, which talks to the adapters.', { allowTypeImports: true }),
    ],
  },
  {
    files: ['server/api/v1/**/*.ts'],
    forbid: [layer, vue, storage, socketServer, socketClient, no('/infra/(postgres/database|redis)\\.ts$', 'A route calls one domain function, which talks to the database.')],
  },
  { files: ['server/domain/**/*.ts'], forbid: [layer, vue, edgeLibraries, socketServer, socketClient, edges] },
  {
    files: ['server/infra/**/*.ts'],
    forbid: [layer, vue, edgeLibraries, socketServer, socketClient, edges, no('/domain/', 'An adapter does not know the domain.', { allowTypeImports: true })],
  },

  { files: ['layers/*/{pages,components,composables,stores}/**/*.{ts,vue}'], forbid: [server, storage, edgeLibraries, socketServer, contracts] },
  { files: ['layers/*/server/**/*.ts'], forbid: [vue, socketServer, socketClient] },
  { files: ['layers/*/server/domain/**/*.ts'], forbid: [vue, edgeLibraries, socketServer, socketClient, edges] },
]

const networkGlobals = ['$fetch', 'useFetch', 'useLazyFetch', 'useRequestFetch', 'createUseFetch', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource']

/** The rows as ESLint configurations. */
export const importDirections = rooms.map(({ files, forbid, network }) => ({
  name: `parley/import-directions/${files[0]}`,
  files,
  rules: {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns: forbid }],
    ...(network === false && {
      'no-restricted-globals': ['error', ...networkGlobals.map(name => ({ name, message: 'Only plugins and composables talk to the network.' }))],
    }),
  },
}))
