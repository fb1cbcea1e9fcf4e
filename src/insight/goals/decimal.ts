/** What of two decimal texts is left over, `a − b`, to the last digit. */
export function minus(a: string, b: string): string {
  const places = Math.max(placesOf(a), placesOf(b));
  const units = unitsOf(a, places) - unitsOf(b, places);
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const decimals = digits.slice(digits.length - places).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`;
}

function placesOf(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}

/** A decimal text in units of 10 to the power of −`places`. */
function unitsOf(text: string, places: number): bigint {
  const [whole, decimals = ''] = text.split('.') as [string, string?];
  return BigInt(`${whole}${decimals.padEnd(places, '0')}`);
}
