/** Ends a script with what went wrong, and nothing else. */
export function fail(error) {
  console.error(`\n${error.message}`)
  process.exit(1)
}
