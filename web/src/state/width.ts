import { type RefObject, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';

/** How wide an element is, and the place to put it; `null` before it is drawn. */
export function useWidth<E extends HTMLElement>(): readonly [RefObject<E | null>, number | null] {
  const place = useRef<E>(null);
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = place.current!;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [place, width];
}

const narrow = matchMedia('(max-width: 56rem)');

/** Whether the window is a phone's, or as narrow. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow.addEventListener('change', listener);
      return () => narrow.removeEventListener('change', listener);
    },
    () => narrow.matches,
  );
}
