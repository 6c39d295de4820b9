/** Turns the id of a canonical indicator into its name. */

let names = new Map();

/** Takes the list that the module gives. */
export function learn(metrics) {
  names = new Map(metrics.map(({ id, name }) => [id, name]));
}

/** null for none, and for one that is not known. */
export const metricName = (id) => (id === null ? null : names.get(id) || null);
