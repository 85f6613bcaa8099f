import { z } from 'zod'
import { defineContract } from './contract.ts'

const document = z.record(z.string(), z.unknown())

export const openapi = defineContract('openapi', {
  summary: 'This interface as OpenAPI 3.1',
  access: 'anyone',
  limits: ['public'],
  response: document,
})

export const asyncapi = defineContract('asyncapi', {
  summary: 'The socket events as AsyncAPI 3.0',
  access: 'anyone',
  limits: ['public'],
  response: document,
})
