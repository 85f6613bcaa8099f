import { colourCode } from './colour-code'
import type { CodeQuestion } from './highlight'

/** Colours one piece of code after the other, away from the page. The first message says that it is ready. */
addEventListener('message', ({ data }: MessageEvent<CodeQuestion>) => postMessage(colourCode(data.code, data.language)))
postMessage('ready')
