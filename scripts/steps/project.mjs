import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, whatever folder a script is called from. */
export const projectDir = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** A path inside the project. */
export const inProject = (...parts) => join(projectDir, ...parts)
