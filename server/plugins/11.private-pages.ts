/** A rendered page may hold a person's messages and always holds a nonce: no cache keeps it (ASVS 14.3.2). */
export default defineNitroPlugin((nitroApp) => {
  nitroApp.hooks.hook('render:response', (response) => {
    response.headers = { ...response.headers, 'cache-control': 'no-store' }
  })
})
