/**
 * Wilson's score interval (Journal of the American Statistical Association 22, 1927) of a share whose estimate varies
 * like that of `size` independent trials; `quantile`: 1.96, or Student's t where the variance itself was estimated.
 */
export function scoreInterval(share: number, size: number, quantile: number): readonly [number, number] {
  const square = quantile * quantile;
  const scale = 1 + square / size;
  const centre = (share + square / (2 * size)) / scale;
  const half = (quantile / scale) * Math.sqrt((share * (1 - share)) / size + square / (4 * size * size));
  // At the ends the formula says exactly 0 or 1; arithmetic may miss it by a bit.
  return [share <= 0 ? 0 : Math.max(0, centre - half), share >= 1 ? 1 : Math.min(1, centre + half)];
}
