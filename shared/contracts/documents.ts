import { z } from 'zod'
import { defineContract } from './contract.ts'

const document = z.record(z.string(), z.unknown())

export const openapi = defineContract('openapi', {
  summary: 'This API as an OpenAPI 3.1 document',
  access: 'anyone',
  limits: ['public'],
  response: document,
})

export const asyncapi = defineContract('asyncapi', {
  summary: 'The socket events as an AsyncAPI 3.0 document',
  access: 'anyone',
  limits: ['public'],
  response: document,
})
