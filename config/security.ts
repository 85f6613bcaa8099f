import type { ModuleOptions } from 'nuxt-security'

export const security: Partial<ModuleOptions> = {}
