import { changed, href, parsePlace, type Place, type Query, type View } from './url';

/** The place in the app, kept in the address bar. */
class Router {
  #place = $state.raw<Place>(parsePlace(location.pathname, location.search));

  constructor() {
    addEventListener('popstate', () => this.#read());
    document.addEventListener('click', (event) => this.#click(event));
  }

  get view(): View | null {
    return this.#place.view;
  }

  get query(): Query {
    return this.#place.query;
  }

  /** Goes to an address of the app; `replace` leaves no step to go back to. */
  go(address: string, replace = false): void {
    const before = this.#place.view;
    if (replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    this.#read();
    if (before !== this.#place.view) scrollTo(0, 0);
  }

  /** Changes parameters of the view one is in. */
  patch(patch: Readonly<Record<string, string | undefined>>, replace = false): void {
    if (this.view) this.go(href(this.view, changed(this.query, patch)), replace);
  }

  #read(): void {
    this.#place = parsePlace(location.pathname, location.search);
  }

  #click(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link) return;
    // SVG links hold their address in an object.
    const address = link.getAttribute('href');
    if (!address?.startsWith('/') || address.startsWith('//') || address.startsWith('/api/') || link.hasAttribute('download')) return;
    event.preventDefault();
    this.go(address);
  }
}

export const router = new Router();
