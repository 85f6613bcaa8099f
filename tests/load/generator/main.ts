import { Load } from './load.ts'
import { answerParent } from './remote.ts'

// The load runs in processes of its own, so that measuring does not slow down what is measured.
answerParent(new Load())
process.once('disconnect', () => process.exit())
