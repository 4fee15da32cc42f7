/** Words for CAMEO's codes and GDELT's quad classes, as a reader says them of a source and a target. */

const ROOTS: Record<string, string> = {
  '01': 'comments on', '02': 'appeals to', '03': 'intends to cooperate with', '04': 'consults', '05': 'backs diplomatically',
  '06': 'cooperates materially with', '07': 'aids', '08': 'yields to', '09': 'investigates', '10': 'demands of',
  '11': 'disapproves of', '12': 'rejects', '13': 'threatens', '14': 'protests against', '15': 'shows force to',
  '16': 'reduces relations with', '17': 'coerces', '18': 'assaults', '19': 'fights', '20': 'uses mass violence on',
};

const CODES: Record<string, string> = {
  '012': 'is pessimistic about', '013': 'is optimistic about', '015': 'acknowledges responsibility to', '016': 'denies to',
  '018': 'sympathises with', '019': 'agrees in words with', '022': 'appeals for diplomacy to', '023': 'appeals for aid to',
  '025': 'appeals to yield to', '026': 'appeals for talks to', '027': 'appeals for settlement to', '030': 'intends to cooperate with',
  '031': 'intends material cooperation with', '032': 'promises support to', '033': 'intends to aid', '035': 'intends to yield to', '036': 'intends to meet or talk with',
  '037': 'intends to settle with', '040': 'meets', '041': 'telephones', '042': 'visits', '043': 'hosts', '044': 'meets elsewhere',
  '045': 'mediates for', '046': 'negotiates with', '050': 'supports', '051': 'praises or endorses', '052': 'defends in words',
  '053': 'rallies support for', '054': 'recognises', '055': 'apologises to', '056': 'forgives', '057': 'signs an agreement with',
  '061': 'trades with', '062': 'cooperates militarily with', '064': 'shares information with', '071': 'gives economic aid to',
  '072': 'gives military aid to', '073': 'gives humanitarian aid to', '074': 'protects or keeps peace for', '081': 'eases restrictions on',
  '084': 'returns or releases to', '085': 'eases sanctions on', '086': 'admits', '087': 'de-escalates towards', '111': 'criticises',
  '112': 'accuses', '113': 'rallies opposition to', '114': 'complains officially to', '115': 'sues', '116': 'finds guilty',
  '121': 'refuses to cooperate with', '122': 'refuses aid to', '123': 'refuses the demand of', '124': 'refuses to yield to',
  '125': 'refuses to talk with', '126': 'refuses mediation by', '127': 'rejects the proposal of', '128': 'defies',
  '129': 'vetoes', '130': 'threatens', '131': 'threatens sanctions on', '132': 'threatens to stop relations with', '138': 'threatens force against',
  '139': 'gives an ultimatum to', '150': 'shows force to', '151': 'raises police alert towards', '152': 'raises military alert towards',
  '154': 'mobilises troops towards', '160': 'reduces relations with', '161': 'reduces or breaks ties with', '162': 'cuts aid to', '163': 'sanctions',
  '164': 'halts talks with', '166': 'expels', '172': 'restricts', '173': 'arrests', '174': 'deports', '175': 'represses',
  '176': 'attacks by computer', '190': 'fights', '191': 'blockades', '192': 'occupies', '193': 'fights with small arms',
  '194': 'fights with artillery', '195': 'bombs', '196': 'breaks the ceasefire with',
};

/** What a code says a source does to a target: the most specific words known, down to the root's. */
export function codeLabel(code: string): string {
  return CODES[code] ?? CODES[code.slice(0, 3)] ?? ROOTS[code.slice(0, 2)] ?? `code ${code}`;
}

/** The twenty roots with their words. */
export const ROOT_CODES: readonly (readonly [string, string])[] = Object.entries(ROOTS).sort(([a], [b]) => (a < b ? -1 : 1));

/** A quad class: its words, its side and the sign that tells it without colour. */
export interface QuadClass {
  name: string;
  side: 'cooperation' | 'conflict';
  sign: string;
}

const QUADS: Record<number, QuadClass> = {
  1: { name: 'Verbal cooperation', side: 'cooperation', sign: '○' },
  2: { name: 'Material cooperation', side: 'cooperation', sign: '●' },
  3: { name: 'Verbal conflict', side: 'conflict', sign: '△' },
  4: { name: 'Material conflict', side: 'conflict', sign: '▲' },
};

const UNKNOWN: QuadClass = { name: 'Unclassed', side: 'cooperation', sign: '·' };

/** The words, side and sign of a quad class. */
export function quadClass(value: number): QuadClass {
  return QUADS[value] ?? UNKNOWN;
}
