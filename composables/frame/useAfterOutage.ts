import type { Failure } from '#client/api/failure.ts'

const isOutage = (failure: Failure | undefined) => failure?.code === 'network' || failure?.code === 'unavailable'

/** What could not be had without a connection comes with it, without anybody asking. */
export function useAfterOutage(failure: () => Failure | undefined, repeat: () => Promise<void>): void {
  const { resumptions } = useConnection()
  watch(resumptions, () => {
    if (isOutage(failure())) void repeat()
  })
}
