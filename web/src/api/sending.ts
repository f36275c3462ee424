import { onBeforeUnmount, ref } from 'vue'
import { uploadFile } from './upload'

/**
 * Sends a file from a form, with how far it is; leaving the form stops it.
 * @param purpose what the file is for ("import")
 */
export function useSending(purpose: string) {
  const percent = ref<number>()
  const stop = new AbortController()
  onBeforeUnmount(() => stop.abort())
  /** @param then what is done with the id of the upload */
  async function send<R>(file: File, then: (upload: string) => Promise<R>): Promise<R> {
    try {
      return await then(
        await uploadFile(file, purpose, (done) => (percent.value = Math.floor(done * 100)), stop.signal),
      )
    } finally {
      percent.value = undefined
    }
  }
  return { percent, send }
}
