import { useEffect, useState } from 'react';

/** False until what is drawn first can be seen: what may come a moment later waits for it, so that the first things are there sooner. */
export function useLater(): boolean {
  const [isLater, setIsLater] = useState(false);
  useEffect(() => {
    let timer: number | undefined;
    // What is set off in a frame begins when that frame is on the screen.
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => setIsLater(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      window.clearTimeout(timer);
    };
  }, []);
  return isLater;
}
