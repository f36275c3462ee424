import { Upload } from 'tus-js-client'
import { access } from './client'
import { Problem, offline } from './problem'

/** Pieces small enough to lose little on a bad line, large enough not to chat. */
const chunk = 4 * 1024 * 1024

function problemOf(status: number, text: string): Problem {
  try {
    const body = JSON.parse(text) as { code?: string; detail?: string }
    return new Problem(status, body.code ?? `http.${status}`, body.detail ?? '')
  } catch {
    return status ? new Problem(status, `http.${status}`, '') : offline()
  }
}

/**
 * Sends a file in pieces and goes on where it stopped when the line breaks. Answers the id of the upload.
 * @param purpose     what the file is for; the server has rules for each ("import")
 * @param onProgress  between 0 and 1
 */
export function uploadFile(
  file: File,
  purpose: string,
  onProgress: (done: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const sending = new Upload(file, {
      endpoint: '/v1/uploads',
      chunkSize: chunk,
      retryDelays: [0, 1000, 3000, 8000],
      metadata: { filename: file.name, purpose },
      headers: { 'X-CSRF-Token': access.csrfToken },
      storeFingerprintForResuming: false,
      onProgress: (sent, total) => onProgress(total ? sent / total : 0),
      onSuccess: () => resolve(new URL(sending.url!, location.href).pathname.split('/').pop()!),
      onError(error) {
        const answer = 'originalResponse' in error ? error.originalResponse : null
        reject(answer ? problemOf(answer.getStatus(), answer.getBody()) : offline())
      },
    })
    signal?.addEventListener('abort', () => {
      // What is over there already needs no ending.
      sending.abort(true).catch(() => undefined)
      reject(new DOMException('', 'AbortError'))
    })
    sending.start()
  })
}
