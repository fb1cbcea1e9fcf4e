import { recall, remember } from '../state/device.ts';
import { ApiError } from './client.ts';

/** An answer, which the device keeps; without a connection the one that it kept. @throws ApiError where it kept none */
export async function orKept<T>(
  name: string,
  ask: () => Promise<T>,
  kept: (answer: T) => unknown = (answer) => answer,
): Promise<T> {
  try {
    const answer = await ask();
    remember(name, kept(answer));
    return answer;
  } catch (error) {
    const found = error instanceof ApiError && error.status === 0 ? (recall(name) as T | null) : null;
    if (found === null) throw error;
    return found;
  }
}
