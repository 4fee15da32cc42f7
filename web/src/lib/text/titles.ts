import type { View } from '../state/url';

/** What the views are called. */
export const TITLES: Record<View, string> = {
  feed: 'Feed',
  search: 'Search',
  dossier: 'Dossiers',
  actor: 'Actors',
  issue: 'Issues',
  forum: 'Forums',
  agreement: 'Agreements',
  network: 'Network',
  map: 'Map',
  briefing: 'Briefing',
  review: 'Review',
  lexicon: 'Lexicon',
  article: 'Article',
};
