import type { FieldError } from '#shared/errors.ts'
import { readFailure } from '#client/api/failure.ts'

interface FormOptions<Values> {
  /** Rules that the browser can tell, so that nobody waits for the server to hear them. */
  check?: (values: Values) => FieldError[]
  submit: (values: Values) => Promise<unknown>
}

/**
 * The values of a form, sending it, and what is wrong with it: beside the fields (`errors`) or as
 * a whole (`problem`). `attempts` counts failed sendings, so that the focus can go to the first
 * error each time. `ready` is false until the page is alive: what is typed before would be lost.
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

  /** Shows what is wrong beside the fields; true when there is nothing. */
  function showFields(fields: FieldError[]): boolean {
    errors.value = Object.fromEntries(fields.map(({ field, rule }) => [field, fieldText(field, rule)]))
    if (fields.length > 0) attempts.value++
    return fields.length === 0
  }

  /** Takes an error away as soon as its field is touched. */
  function amend(field: string) {
    errors.value = { ...errors.value, [field]: undefined }
  }

  return reactive({ values, errors, problem, busy, ready, attempts, send, amend })
}
