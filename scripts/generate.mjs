import { generate } from './steps/generate.mjs'
import { fail } from './steps/fail.mjs'

await generate().catch(fail)
