/** Commands that a process understands: asynchronous methods of one argument that can be copied. */
type Commands<Api> = { [Name in keyof Api]: (...input: never[]) => Promise<unknown> }

interface Call {
  number: number
  command: string
  input: unknown[]
}

interface Answer {
  number: number
  result?: unknown
  error?: string
}

/** The side of a process' parent: calls that it answers. */
export interface RemoteEnd {
  send: (message: Call) => void
  onMessage: (listener: (message: Answer) => void) => void
  onEnd: (listener: (reason: string) => void) => void
}

/** Calls `Api` in another process. Calls may overlap; all fail when the process ends. */
export function callRemote<Api extends Commands<Api>>({ send, onMessage, onEnd }: RemoteEnd) {
  const waiting = new Map<number, { resolve: (result: never) => void, reject: (error: Error) => void }>()
  let number = 0
  onMessage(({ number: answered, result, error }) => {
    const call = waiting.get(answered)
    waiting.delete(answered)
    if (error === undefined) call?.resolve(result as never)
    else call?.reject(new Error(error))
  })
  onEnd((reason) => {
    for (const call of waiting.values()) call.reject(new Error(reason))
    waiting.clear()
  })
  return function call<Name extends keyof Api & string>(command: Name, ...input: Parameters<Api[Name]>): ReturnType<Api[Name]> {
    number += 1
    const current = number
    return new Promise((resolve, reject) => {
      waiting.set(current, { resolve, reject })
      send({ number: current, command, input })
    }) as ReturnType<Api[Name]>
  }
}

/** The side of the process itself: answers its parent's calls with the methods of `api`. */
export function answerParent<Api extends Commands<Api>>(api: Api): void {
  process.on('message', ({ number, command, input }: Call) => {
    const method = api[command as keyof Api] as unknown as (...input: unknown[]) => Promise<unknown>
    method.apply(api, input).then(
      result => process.send?.({ number, result }),
      (error: unknown) => process.send?.({ number, error: error instanceof Error ? error.stack ?? error.message : String(error) }),
    )
  })
}
