import { type ReactNode, useEffect, useState } from 'react';

/** What may come a moment later: it is drawn when what stands before it can be seen, so that the first things are there sooner. */
export function Later({ children }: { readonly children: ReactNode }): ReactNode {
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
  return isLater ? children : null;
}
