import type { Failure } from '#client/api/failure.ts'

const isOutage = (failure: Failure | undefined) => failure?.code === 'network' || failure?.code === 'unavailable'

/** After a reconnect, repeats a request that failed without a connection. */
export function useAfterOutage(failure: () => Failure | undefined, repeat: () => Promise<void>): void {
  const { resumptions } = useConnection()
  watch(resumptions, () => {
    if (isOutage(failure())) void repeat()
  })
}
