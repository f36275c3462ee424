import { asProblem } from '../api/problem'
import { toast } from './host'

/** Runs one action and says how it ended: `done`, if given, when it worked, the server's sentence when not. Answers whether it worked. */
export async function act(action: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await action()
    if (done) toast(done)
    return true
  } catch (error) {
    toast(asProblem(error).message, { tone: 'red' })
    return false
  }
}
