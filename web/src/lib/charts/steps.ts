import { type ScaleBand, scaleBand } from 'd3-scale';

import type { Point, Step } from '../api/types';

/** Room around the marks of a chart in time, for the words of its axes. */
export const STEP_PAD = { left: 34, right: 6, top: 8, bottom: 22 };

/** The first days of all steps from `first` to `last`, both of them beginnings of steps. */
export function allSteps(first: string, last: string, step: Step): string[] {
  const steps: string[] = [];
  const at = new Date(`${first}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return steps;
  // A bound, for dates of a faulty page can lie thousands of years apart.
  while (steps.length < 20_000) {
    const day = at.toISOString().slice(0, 10);
    if (day > last) break;
    steps.push(day);
    if (step === 'year') at.setUTCFullYear(at.getUTCFullYear() + 1);
    else if (step === 'month') at.setUTCMonth(at.getUTCMonth() + 1);
    else at.setUTCDate(at.getUTCDate() + (step === 'week' ? 7 : 1));
  }
  return steps;
}

/** The years' labels that an axis of that width can hold without crowding. */
export function ticks(steps: readonly string[], width: number): { index: number; label: string }[] {
  const years = steps.flatMap((day, index) => (index === 0 || day.slice(0, 4) !== steps[index - 1]?.slice(0, 4) ? [{ index, label: day.slice(0, 4) }] : []));
  const room = Math.max(1, Math.floor(width / 48));
  const every = Math.ceil(years.length / room);
  return years.filter((_, i) => i % every === 0);
}

/** Where the steps of a series stand across a chart of that width: every one from the first to the last. */
export function stepScale(points: readonly Point[], by: Step, width: number): ScaleBand<string> {
  const steps = points.length ? allSteps(points[0]?.first ?? '', points.at(-1)?.first ?? '', by) : [];
  return scaleBand(steps, [STEP_PAD.left, width - STEP_PAD.right]).paddingInner(steps.length > 200 ? 0 : 0.15);
}
