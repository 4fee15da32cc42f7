/** The address of every view, with things in it that the archive at `base` has. */
export async function tour(base) {
  const get = async (route) => (await fetch(`${base}/api/v1${route}`)).json();
  const [events, forums, agreements] = await Promise.all([get('/events?a=RUS&b=NATO&status=current&limit=1'), get('/forums'), get('/agreements')]);
  const event = events.items[0];
  return {
    feed: '/feed',
    'feed-filtered': '/feed?actor=NATO&class=3%2C4&since=2011',
    'feed-quotes': '/feed?show=quotes',
    'feed-positions': '/feed?show=positions',
    'feed-articles': '/feed?show=articles',
    'feed-happenings': '/feed?show=happenings',
    'feed-stories': '/feed?show=stories',
    'feed-empty': '/feed?actor=NOBODY',
    search: '/search',
    'search-found': '/search?q=missile+defence',
    'dossier-choice': '/dossier',
    dossier: '/dossier?a=RUS&b=NATO',
    'actor-choice': '/actor',
    actor: '/actor?id=NATO',
    'issue-choice': '/issue',
    issue: '/issue?id=missile-defence',
    'forum-choice': '/forum',
    forum: `/forum?id=${encodeURIComponent(forums.items[0].id)}`,
    'agreement-choice': '/agreement',
    agreement: `/agreement?id=${encodeURIComponent(agreements.items[0].id)}`,
    network: '/network',
    map: '/map',
    'briefing-choice': '/briefing',
    briefing: '/briefing?a=NATO&b=RUS',
    review: '/review?actor=NATO',
    lexicon: '/lexicon?text=Norway+recalled+its+envoy+from+Minsk+on+Monday.&published=2010-05-05',
    'lexicon-names': '/lexicon?tab=names&q=lavrov',
    'lexicon-rules': '/lexicon?tab=rules&code=11',
    article: `/article?id=${encodeURIComponent(event.article)}&record=${event.id}`,
    'article-cited': `/article?id=${encodeURIComponent(event.article)}&at=10-120`,
    'not-there': '/article?id=none',
    'no-view': '/nowhere',
  };
}

/** Waits until the view has come and nothing is being read any more. */
export async function settled(page) {
  await page.waitForSelector('main h1, main [role=alert]');
  await page.waitForFunction(() => ![...document.querySelectorAll('[role=status]')].some((node) => node.textContent?.includes('Reading the archive')));
}
