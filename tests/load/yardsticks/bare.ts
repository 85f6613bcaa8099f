import { serve } from './serve.ts'

// Yardstick "bare": Socket.IO alone, nothing stored. The limit of what this machine can do.
serve(message => ({ ...message, createdAt: new Date().toISOString() }))
