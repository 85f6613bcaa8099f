import type { Child } from '../child.ts'
import { callRemote } from '../generator/remote.ts'
import type { ProbeApi } from './probe.ts'

/** Options of Node that load the probe into a server process. */
export const PROBE_OPTIONS = ['--expose-gc', '--import', new URL('probe.ts', import.meta.url).href]

/** Talks to the probe in a server that was started with `PROBE_OPTIONS`. */
export function remoteProbe({ process: child }: Child) {
  return callRemote<ProbeApi>({
    send: message => child.send(message),
    onMessage: listener => child.on('message', listener),
    onEnd: listener => child.once('exit', code => listener(`The server ended with ${code}`)),
  })
}
