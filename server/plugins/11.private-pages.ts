/** Forbids caching of rendered pages: they may contain messages and always contain a nonce (ASVS 14.3.2). */
export default defineNitroPlugin((nitroApp) => {
  nitroApp.hooks.hook('render:response', (response) => {
    response.headers = { ...response.headers, 'cache-control': 'no-store' }
  })
})
