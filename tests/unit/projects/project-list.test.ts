import { afterEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { useProjects } from '../../../composables/projects/useProjects.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

describe('the projects of the user', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('are loaded once the request succeeded or failed, sorted by name', () => {
    const data = ref<{ name: string }[]>()
    const status = ref('pending')
    const globals = { useApi: () => ({ request: vi.fn() }), useI18n: () => ({ locale: ref('en') }), useAsyncData: () => ({ data, status, error: ref() }) }
    const { projects, loaded } = mounted(globals, () => useProjects()).result
    expect([projects.value, loaded.value]).toEqual([[], false])
    status.value = 'error'
    expect(loaded.value).toBe(true)
    data.value = [{ name: 'Website' }, { name: 'Bakery' }]
    status.value = 'pending'
    expect([projects.value.map(({ name }) => name), loaded.value]).toEqual([['Bakery', 'Website'], true])
  })
})
