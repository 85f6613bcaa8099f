/** How a person, a terminal or a system asks for the end. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Milliseconds between two looks whether npm's shell still stands between npm and this script. */
const LOOK_EVERY_MS = 500

/**
 * Ties this script to its one child: a signal to end reaches the child, which ends in order, and
 * the child's end is ours, after what is to be done `afterwards`. Ctrl-C reaches the child by
 * itself too; it counts once.
 */
export function handOnSignals(child, afterwards = async () => undefined) {
  for (const signal of SIGNALS) process.on(signal, () => child.kill('SIGTERM'))
  // The script that started this one was killed; nobody else could say so.
  process.on('disconnect', () => child.kill('SIGTERM'))
  // npm hands a signal to its shell, which dies of it and tells nobody.
  const shell = process.ppid
  const watch = setInterval(() => process.ppid !== shell && child.kill('SIGTERM'), LOOK_EVERY_MS)
  if (!process.env.npm_lifecycle_event) clearInterval(watch)
  // Whatever ends this script, nothing is left behind.
  process.on('exit', () => child.kill('SIGTERM'))
  child.on('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    const end = () => process.exit(signal === null ? code ?? 1 : 128 + 15)
    afterwards().then(end, end)
  })
}
