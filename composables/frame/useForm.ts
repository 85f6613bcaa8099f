import type { FieldError } from '#shared/errors.ts'
import { readFailure } from '#client/api/failure.ts'

interface FormOptions<Values> {
  /** Rules that the browser checks before it calls the server. */
  check?: (values: Values) => FieldError[]
  submit: (values: Values) => Promise<unknown>
}

/**
 * The values of a form, its submit, and its errors: per field (`errors`) or for the whole form
 * (`problem`). `attempts` counts failed submits, so that the focus can move to the first
 * error each time. `ready` is false until hydration: earlier input would be lost.
 */
export function useForm<Values extends Record<string, string>>(initial: Values, { check, submit }: FormOptions<Values>) {
  const values = reactive({ ...initial }) as Values
  const errors = ref<Partial<Record<string, string>>>({})
  const problem = ref('')
  const busy = ref(false)
  const ready = ref(false)
  const attempts = ref(0)
  const { fieldText, failureText } = useErrorText()

  onMounted(() => ready.value = true)

  async function send() {
    if (busy.value) return
    problem.value = ''
    if (!showFields(check?.(values) ?? [])) return
    busy.value = true
    await submit(values).catch(show)
    busy.value = false
  }

  function show(thrown: unknown) {
    const failure = readFailure(thrown)
    const known = (failure.details?.fields ?? []).filter(({ field }) => field in values)
    if (showFields(known)) problem.value = failureText(failure)
    if (problem.value) attempts.value++
  }

  /** Shows the errors of fields. True if there are none. */
  function showFields(fields: FieldError[]): boolean {
    errors.value = Object.fromEntries(fields.map(({ field, rule }) => [field, fieldText(field, rule)]))
    if (fields.length > 0) attempts.value++
    return fields.length === 0
  }

  /** Removes the error of a field that the user edits. */
  function clearError(field: string) {
    errors.value = { ...errors.value, [field]: undefined }
  }

  return reactive({ values, errors, problem, busy, ready, attempts, send, clearError })
}
