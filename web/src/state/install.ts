/** Milliseconds after the first page. */
const patience = 5000;

/** Lets the browser keep the app on the device, so that it opens without a connection; without a secure address it does not. */
export function keepApp(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = (): void => void navigator.serviceWorker.register('/worker.js').catch(() => undefined);
  // Well after the first page, which needs connection and processor for itself.
  window.addEventListener('load', () => setTimeout(register, patience));
}
