/** Lets the browser keep the app on the device, so that it opens without a connection; without a secure address it does not. */
export function keepApp(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // After the first page, which needs the connection for itself.
  window.addEventListener('load', () => void navigator.serviceWorker.register('/worker.js').catch(() => undefined));
}
