import { createPageGuard } from '#server/utils/page-guard.ts'

/** Limits the rendering of pages. */
export default defineNitroPlugin((nitroApp) => {
  nitroApp.hooks.hook('render:before', createPageGuard())
})
