import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ErrorBody, Failure } from '../../contract/errors.ts'
import { failureOf } from '../database/violations.ts'

const FASTIFY: Record<string, Failure> = {
  FST_ERR_CTP_BODY_TOO_LARGE: new Failure('too_large', 'input.too_large'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new Failure('unsupported', 'input.media_type'),
  FST_ERR_CTP_EMPTY_JSON_BODY: new Failure('invalid', 'input.json'),
  FST_ERR_CTP_INVALID_JSON_BODY: new Failure('invalid', 'input.json'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: new Failure('invalid', 'input.invalid'),
  FST_ERR_BAD_URL: new Failure('invalid', 'input.url'),
  FST_ERR_MAX_PARAM_LENGTH: new Failure('invalid', 'input.url'),
  FST_ERR_ASYNC_CONSTRAINT: new Failure('missing', 'missing'),
}

function understand(error: FastifyError): Failure | undefined {
  const known = failureOf(error) ?? FASTIFY[error.code]
  if (known) return known
  const status = error.statusCode ?? 500
  if (status === 413) return FASTIFY.FST_ERR_CTP_BODY_TOO_LARGE
  return status >= 400 && status < 500 ? new Failure('invalid', 'input.invalid') : undefined
}

/** Every failure leaves as a code with data. What is not understood is logged and shows its request id only. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler(answerError)
}

/** The same for what fails before a route is found. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const failure = understand(error)
  if (!failure) request.log.error({ err: error, requestId: request.id }, 'unexpected error')
  else if (failure.status >= 500)
    request.log.warn({ code: failure.code, cause: error.message }, 'unavailable')
  const body: ErrorBody = {
    error: failure
      ? { code: failure.code, data: failure.data, fields: failure.fields, requestId: request.id }
      : { code: 'unexpected', requestId: request.id },
  }
  if (failure?.kind === 'too_many' && failure.data?.seconds)
    reply.header('retry-after', String(failure.data.seconds))
  if (failure?.kind === 'unavailable') reply.header('retry-after', '5')
  reply.header('content-type', 'application/json; charset=utf-8')
  return reply.code(failure?.status ?? 500).send(JSON.stringify(body))
}
