import { describe, expect, test } from 'vitest';
import {
  betaQuantile,
  binomialCdf,
  gammaQuantile,
  normalCdf,
  normalQuantile,
  poissonCdf,
  tCdf,
  tQuantile,
} from './distributions.ts';
import { logGamma } from './special.ts';

/** Equal to 10 digits or more. */
function close(found: number, right: number): void {
  expect(Math.abs(found - right)).toBeLessThanOrEqual(1e-10 * Math.abs(right));
}

// The figures are R 4.2's: lgamma, qgamma, qbeta, qt, pt, qnorm, pnorm, pbinom, ppois.
describe('distributions have the figures of R', () => {
  test.each([
    [0.1, 2.25271265173421],
    [0.5, 0.5723649429247],
    [3.3, 0.987098577894734],
    [171, 706.573062245787],
    [1e6, 12815504.5691476],
  ])('ln Γ(%d)', (x, right) => close(logGamma(x), right));

  test.each([
    [0.025, 3.7, 0.940872464377505],
    [0.5, 3.7, 3.37253801323642],
    [0.975, 3.7, 8.31297726115027],
    [0.999, 0.01, 1.50908414769475],
    [0.5, 1e5, 99999.6666668642],
  ])('the %d quantile of gamma(%d)', (p, shape, right) => close(gammaQuantile(p, shape), right));

  test.each([
    [0.025, 2.3, 7.1, 0.0433383646896678],
    [0.5, 2.3, 7.1, 0.22606743344148],
    [0.975, 2.3, 7.1, 0.546907088348908],
    [0.01, 0.5, 200, 3.93210773434832e-7],
    [0.975, 5001, 15000, 0.256062213519819],
  ])('the %d quantile of beta(%d, %d)', (p, a, b, right) => close(betaQuantile(p, a, b), right));

  test.each([
    [0.6, 1, 0.324919696232906],
    [0.975, 7, 2.36462425159278],
    [0.9995, 120, 3.37345376856253],
    [0.025, 7, -2.36462425159278],
  ])('the %d quantile of t with %d degrees', (p, degrees, right) => close(tQuantile(p, degrees), right));

  test.each([
    [0.001, -3.09023230616781],
    [0.3, -0.524400512708041],
    [0.975, 1.95996398454005],
    [0.9999, 3.71901648545571],
  ])('the %d quantile of the normal distribution', (p, right) => close(normalQuantile(p), right));

  test('probabilities', () => {
    close(tCdf(-2.3, 4.5), 0.0378038382378554);
    close(normalCdf(-3), 0.00134989803163009);
    close(normalCdf(1.2), 0.884930329778292);
    close(binomialCdf(3, 20, 0.2), 0.411448861956568);
    close(binomialCdf(5000, 10000, 0.51), 0.0232817125192691);
    close(poissonCdf(0, 3), 0.0497870683678639);
    close(poissonCdf(5, 5), 0.615960654833063);
    close(poissonCdf(100, 110), 0.183217257558553);
  });
});
