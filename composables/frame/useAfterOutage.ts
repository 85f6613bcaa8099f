import type { Failure } from '#client/api/failure.ts'

const isOutage = (failure: Failure | undefined) => failure?.code === 'network' || failure?.code === 'unavailable'

/** Repeats a request that failed for lack of a connection after the reconnect. */
export function useAfterOutage(failure: () => Failure | undefined, repeat: () => Promise<void>): void {
  const { resumptions } = useConnection()
  watch(resumptions, () => {
    if (isOutage(failure())) void repeat()
  })
}
