import { PAGE_MAX } from '#shared/limits.ts'

/**
 * Loads the list of followed threads with the page; callers on the same page share one
 * response. Known threads are shown at once, also offline.
 */
export function useOpenThreads() {
  const threads = useThreadsStore()
  const { request } = useApi()

  async function open(): Promise<{ failed: boolean }> {
    try {
      const list = await request('listThreads', { query: { limit: PAGE_MAX } })
      threads.applyList(list, list.length < PAGE_MAX)
      return { failed: false }
    }
    catch {
      return { failed: threads.followed.length === 0 }
    }
  }

  return useAsyncData('threads', open, { lazy: true })
}
