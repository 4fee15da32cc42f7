/** Names longer than this give way to an acronym, where the actor has one. */
const LONG = 24;

/**
 * An actor's name as a reader says it: a state acts through its government, so `Russia, government` is Russia;
 * a body with a long name goes by its acronym (`NATO`), which is its head in the notation.
 */
export function shortName(actor: string, name: string): string {
  const [head = '', role] = actor.split(':');
  const said = role === 'GOV' && head !== '-' ? name.replace(/, government$/, '') : name;
  // Heads of three letters are states' codes, which nobody says.
  return !role && said.length > LONG && head.length > 3 ? head : said;
}
