import { createPageGuard } from '#server/utils/page-guard.ts'

/** Before a page is rendered: is it one, and is it its turn? */
export default defineNitroPlugin((nitroApp) => {
  nitroApp.hooks.hook('render:before', createPageGuard())
})
