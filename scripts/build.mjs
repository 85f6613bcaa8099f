import { build } from './steps/build.mjs'
import { fail } from './steps/fail.mjs'
import { generate } from './steps/generate.mjs'

await generate().then(build).catch(fail)
