import { createContext, useContext } from 'react';

/** What the number is called whose records are shown: a file of them is called after it. */
export const OpenedLabel = createContext('');

export function useOpenedLabel(): string {
  return useContext(OpenedLabel);
}
